import Markdown
import Core

/// The catalog as a podcast (RSS 2.0 with Apple's podcast elements): each track of each public audio card is an
/// episode. Streams have no length and adventures need buttons, so neither is in it.
struct PodcastFeed {
    let site: Site
    /// URL path of the feed's picture.
    let cover: String

    /// URL path of the feed.
    static let url = "/feed.xml"

    func xml() -> String {
        let settings = site.settings
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\""
                + " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\""
                + " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">",
            "<channel>",
            XML.element("title", text: settings.title),
            XML.element("link", text: site.absolute("/")),
            XML.empty(
                "atom:link",
                ["href": site.absolute(Self.url), "rel": "self", "type": "application/rss+xml"]),
            XML.element("description", text: settings.description),
            XML.element("language", text: settings.language),
            XML.element("copyright", text: settings.copyright),
            XML.element("itunes:author", text: settings.author),
            XML.element("itunes:subtitle", text: settings.tagline),
            XML.element("itunes:explicit", text: "false"),
            XML.element("itunes:type", text: "episodic"),
            XML.empty("itunes:image", ["href": site.absolute(cover)]),
            #"<itunes:category text="Kids &amp; Family"><itunes:category text="Stories for Kids"/></itunes:category>"#,
            "<image>" + XML.element("url", text: site.absolute(cover)) + XML.element("title", text: settings.title)
                + XML.element("link", text: site.absolute("/")) + "</image>",
        ]
        let cards = site.publicCards.filter { $0.catalog.kind == .audio }
        // Not the time of the build: the same content gives the same bytes.
        if let newest = cards.first { lines.append(XML.element("lastBuildDate", text: Self.date(newest, track: 0))) }
        lines += cards.flatMap(episodes)
        return (lines + ["</channel>", "</rss>", ""]).joined(separator: "\n")
    }

    private func episodes(of card: Site.Card) -> [String] {
        card.catalog.tracks.enumerated().map { index, track in
            let title = card.catalog.tracks.count == 1 ? card.catalog.title : "\(card.catalog.title): \(track.title)"
            let page = site.absolute(card.source.url)
            return [
                "<item>",
                XML.element("title", text: title),
                XML.element("link", text: page),
                // The card's name and the track's place stay when a recording is replaced.
                XML.element("guid", ["isPermaLink": "false"], text: "\(card.catalog.slug)/\(track.key)"),
                XML.element("pubDate", text: Self.date(card, track: index)),
                XML.element("description", text: card.catalog.summary),
                XML.element("content:encoded", text: String(decoding: card.text.document.html, as: UTF8.self)),
                XML.empty(
                    "enclosure",
                    ["url": site.absolute(track.url), "length": String(track.bytes), "type": track.mediaType]),
                XML.element("itunes:author", text: card.catalog.author),
                XML.element("itunes:duration", text: String((track.durationMilliseconds + 500) / 1_000)),
                XML.element("itunes:episode", text: String(index + 1)),
                XML.element("itunes:explicit", text: "false"),
                XML.empty("itunes:image", ["href": site.absolute(card.catalog.cover.url)]),
                "</item>",
            ].joined(separator: "\n")
        }
    }

    /// A card's tracks follow each other by the minute, so that players keep them in order.
    private static func date(_ card: Site.Card, track: Int) -> String {
        card.source.date.rfc5322(hour: 6 + track / 60, minute: track % 60)
    }
}
