import Core

/// A podcast as RSS 2.0 with Apple's podcast elements: each track of each card is an episode.
struct PodcastFeed: Sendable {
    let site: Site
    let channel: PodcastChannel
    let shortcodes: ShortcodeExpander

    /// URL path of the whole catalog's feed.
    static let url = "/feed.xml"

    func xml() -> String {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\""
                + " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\""
                + " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\">",
            "<channel>",
            XML.element("title", text: channel.title),
            XML.element("link", text: site.absolute(channel.page)),
            XML.empty(
                "atom:link",
                ["href": site.absolute(channel.url), "rel": "self", "type": "application/rss+xml"]),
            XML.element("description", text: channel.description),
            XML.element("language", text: channel.language),
            XML.element("copyright", text: site.settings.copyright),
            XML.element("itunes:author", text: channel.author),
            XML.element("itunes:subtitle", text: channel.subtitle),
            XML.element("itunes:explicit", text: "false"),
            XML.element("itunes:type", text: channel.isSerial ? "serial" : "episodic"),
            XML.empty("itunes:image", ["href": site.absolute(channel.image)]),
            #"<itunes:category text="Kids &amp; Family"><itunes:category text="Stories for Kids"/></itunes:category>"#,
            "<image>" + XML.element("url", text: site.absolute(channel.image))
                + XML.element("title", text: channel.title)
                + XML.element("link", text: site.absolute(channel.page)) + "</image>",
        ]
        // Not the time of the build: the same content gives the same bytes.
        if let newest = channel.cards.first {
            lines.append(XML.element("lastBuildDate", text: Self.date(newest, track: 0)))
        }
        lines += channel.cards.flatMap(episodes)
        return (lines + ["</channel>", "</rss>", ""]).joined(separator: "\n")
    }

    private func episodes(of card: Site.Card) -> [String] {
        let content = String(decoding: shortcodes.expand(card.text).html, as: UTF8.self)
        return card.catalog.tracks.enumerated().map { index, track in
            let isAlone = card.catalog.tracks.count == 1 || channel.isSerial
            let name = channel.isSerial ? track.title : card.catalog.title
            return [
                "<item>",
                XML.element("title", text: isAlone ? name : "\(card.catalog.title): \(track.title)"),
                XML.element("link", text: site.absolute(card.source.url)),
                // The card's name and the track's place stay when a recording is replaced.
                XML.element("guid", ["isPermaLink": "false"], text: "\(card.catalog.slug)/\(track.key)"),
                XML.element("pubDate", text: Self.date(card, track: index)),
                XML.element("description", text: card.catalog.summary),
                XML.element("content:encoded", text: content),
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
