/// The newest pages of a list or of a word as RSS 2.0.
struct ListFeed {
    let site: Site
    /// URL path of the list.
    let url: String
    let title: String
    let description: String
    /// Indices of pages, newest first.
    let pages: [Int]
    /// A further language of the site; `nil` for its own.
    var language: String?

    /// Path in the output.
    var path: String { String(url.dropFirst()) + "index.xml" }

    func xml() -> [UInt8] {
        let items = pages.prefix(site.settings.feedSize).map { site.pages.pages[$0] }
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">",
            "<channel>",
            XML.element("title", text: url == "/" ? site.settings.title : "\(title) – \(site.settings.title)"),
            XML.element("link", text: site.absolute(url)),
            XML.element("description", text: description),
            XML.element("language", text: language ?? site.settings.language),
            XML.empty(
                "atom:link", ["href": site.absolute("/" + path), "rel": "self", "type": "application/rss+xml"]),
        ]
        // Not the time of the build: the same content gives the same bytes.
        if let newest = items.compactMap(\.date).max() {
            lines.append(XML.element("lastBuildDate", text: newest.rfc5322(hour: 6, minute: 0)))
        }
        for item in items {
            let address = site.absolute(item.url)
            lines += [
                "<item>", XML.element("title", text: item.title), XML.element("link", text: address),
                XML.element("guid", text: address),
            ]
            if let date = item.date { lines.append(XML.element("pubDate", text: date.rfc5322(hour: 6, minute: 0))) }
            lines += [XML.element("description", text: item.description), "</item>"]
        }
        return Array((lines + ["</channel>", "</rss>", ""]).joined(separator: "\n").utf8)
    }
}

extension ListFeed {
    /// The feeds of a site's lists and words. A word that only cards carry has none of these.
    static func all(_ site: Site) -> [ListFeed] {
        let lists = site.pages.listed.keys.sorted().map { index in
            let page = site.pages.pages[index]
            return ListFeed(
                site: site, url: page.url, title: page.title, description: page.description,
                pages: site.pages.listed[index] ?? [], language: page.language)
        }
        let terms = site.taxonomies.flatMap(\.terms).filter { !$0.pages.isEmpty }.map { term in
            ListFeed(
                site: site, url: term.url, title: term.title,
                description: "\(Wording.count(term)) tagged “\(term.name)”.", pages: term.pages)
        }
        return lists + terms
    }
}
