import Core

/// `sitemap.xml` (sitemaps.org) and `robots.txt` (RFC 9309).
struct Sitemap {
    let site: Site

    /// URL path of the sitemap.
    static let url = "/sitemap.xml"

    /// Every page that may be found: those of the content folder, cards, words. A page without a date has no `lastmod`:
    /// the file's time on the machine that happened to build says nothing.
    func xml() -> [UInt8] {
        var entries: [(url: String, date: CalendarDay?)] = site.pages.pages.filter(\.isIndexed).map {
            (url: $0.url, date: $0.date)
        }
        let translations = site.translations.filter { $0.catalog.visibility == .public }
        entries += (site.publicCards + translations).map { (url: $0.source.url, date: $0.source.date) }
        for taxonomy in site.taxonomies {
            if !taxonomy.terms.isEmpty, site.pages.byURL[taxonomy.url] == nil { entries.append((taxonomy.url, nil)) }
            entries += taxonomy.terms.map { term in
                let dates = term.cards.map { site.cards[$0].source.date }
                return (url: term.url, date: (dates + term.pages.compactMap { site.pages.pages[$0].date }).max())
            }
        }
        var output: [UInt8] = []
        output.reserveCapacity(entries.count * 128)
        output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        output.append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
        for entry in entries {
            output.append("<url><loc>")
            output.appendEscaped(site.baseURL)
            output.appendEscaped(entry.url)
            output.append("</loc>")
            if let date = entry.date {
                output.append("<lastmod>")
                output.append(date.iso8601)
                output.append("</lastmod>")
            }
            output.append("</url>\n")
        }
        output.append("</urlset>\n")
        return output
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
