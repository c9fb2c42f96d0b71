import Core

/// What is new on the site as Atom (RFC 4287): dated pages and public cards, newest first.
struct ChangesFeed: Sendable {
    let site: Site
    /// A further language of the site; `nil` for its own.
    let language: String?

    /// Path in the output.
    var path: String { home.dropFirst() + "changes.atom" }

    /// URL path of the home page in this language.
    private var home: String { language.map { "/\($0)/" } ?? "/" }

    /// An entry, whatever it is of.
    private struct Entry {
        var url: String
        var title: String
        var summary: String
        var date: CalendarDay
    }

    func xml() -> String {
        let settings = site.settings.localized(language)
        let entries = newest()
        // RFC 4287 §4.2.15: a feed says when it last changed. That of a site without dates never did.
        let updated = entries.first?.date ?? CalendarDay(secondsSince1970: 0)
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"\(XML.escaped(settings.language))\">",
            XML.element("title", text: settings.title),
            XML.element("subtitle", text: settings.tagline),
            XML.element("id", text: site.absolute(home)),
            XML.empty("link", ["rel": "alternate", "type": "text/html", "href": site.absolute(home)]),
            XML.empty(
                "link", ["rel": "self", "type": "application/atom+xml", "href": site.absolute("/" + path)]),
            XML.element("updated", text: Self.time(updated)),
            "<author>" + XML.element("name", text: settings.author) + "</author>",
            XML.element("rights", text: settings.copyright),
        ]
        for entry in entries {
            let address = site.absolute(entry.url)
            lines += [
                "<entry>", XML.element("title", text: entry.title), XML.element("id", text: address),
                XML.empty("link", ["rel": "alternate", "type": "text/html", "href": address]),
                XML.element("published", text: Self.time(entry.date)),
                XML.element("updated", text: Self.time(entry.date)),
                XML.element("summary", ["type": "text"], text: entry.summary), "</entry>",
            ]
        }
        return (lines + ["</feed>", ""]).joined(separator: "\n")
    }

    private func newest() -> [Entry] {
        let limit = site.settings.feedSize
        let pages = site.pages.newestFirst.lazy.map { site.pages.pages[$0] }
            .filter { $0.isIndexed && $0.date != nil && $0.language == language }.prefix(limit)
            .compactMap { page in
                page.date.map { Entry(url: page.url, title: page.title, summary: page.description, date: $0) }
            }
        let cards = site.publicCards(in: language).prefix(limit).map { card in
            Entry(
                url: card.source.url, title: card.catalog.title, summary: card.catalog.summary, date: card.source.date)
        }
        return Array((Array(pages) + cards).sorted { ($1.date, $0.url) < ($0.date, $1.url) }.prefix(limit))
    }

    /// RFC 3339, as RFC 4287 §3.3 asks.
    private static func time(_ day: CalendarDay) -> String { "\(day.iso8601)T06:00:00Z" }
}
