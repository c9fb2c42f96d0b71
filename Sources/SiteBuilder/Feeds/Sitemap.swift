/// `sitemap.xml` (sitemaps.org) and `robots.txt` (RFC 9309).
struct Sitemap {
    let site: Site

    /// URL path of the sitemap.
    static let url = "/sitemap.xml"

    /// Every page that may be found, by URL. A page without a date has no `lastmod`: the file's time on the machine
    /// that happened to build says nothing.
    func xml() -> String {
        var entries: [(url: String, date: CalendarDay?)] = site.pages.filter(\.source.isIndexed).map {
            (url: $0.source.url, date: $0.source.date)
        }
        entries += site.publicCards.map { (url: $0.source.url, date: $0.source.date) }
        entries += site.tags.map { tag in (url: tag.url, date: tag.cards.map(\.source.date).max()) }
        let lines = entries.sorted { $0.url < $1.url }.map { entry in
            "<url>" + XML.element("loc", text: site.absolute(entry.url))
                + (entry.date.map { XML.element("lastmod", text: $0.iso8601) } ?? "") + "</url>"
        }
        return
            ([
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
            ]
            + lines + ["</urlset>", ""]).joined(separator: "\n")
    }

    /// Robots may read everything that is published; the edge's own paths hold nothing for them.
    func robots() -> String {
        """
        User-agent: *
        Disallow: /api/
        Disallow: /oauth/
        Sitemap: \(site.absolute(Self.url))

        """
    }
}
