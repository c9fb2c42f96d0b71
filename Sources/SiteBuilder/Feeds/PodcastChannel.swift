import Core

/// A podcast of the site: the whole catalog, the cards of a tag, or one card.
struct PodcastChannel: Sendable {
    /// URL path of the feed: `/feed.xml`, `/tags/bedtime/feed.xml`, `/cards/the-night-train/feed.xml`.
    var url: String
    /// URL path of the page that it belongs to.
    var page: String
    var title: String
    var subtitle: String
    var description: String
    var author: String
    var language: String
    /// URL path of a square picture.
    var image: String
    /// Apple's `itunes:type`: a serial is heard from its first episode on.
    var isSerial: Bool
    /// Public audio cards, newest first.
    var cards: [Site.Card]

    /// All podcasts of a site. Streams have no length and adventures need buttons, so neither is in one.
    static func all(_ site: Site) -> [PodcastChannel] {
        guard let cover = site.settings.cover else { return [] }
        let settings = site.settings
        let image = "/" + cover.value
        let audio = site.publicCards.filter { $0.catalog.kind == .audio }
        let whole = PodcastChannel(
            url: "/feed.xml", page: "/", title: settings.title, subtitle: settings.tagline,
            description: settings.description, author: settings.author, language: settings.language, image: image,
            isSerial: false, cards: audio)
        let tags = (site.taxonomies.first?.terms ?? []).compactMap { term -> PodcastChannel? in
            let cards = term.cards.map { site.cards[$0] }.filter { $0.catalog.kind == .audio }
            guard !cards.isEmpty else { return nil }
            return PodcastChannel(
                url: term.url + "feed.xml", page: term.url, title: "\(settings.title): \(term.name)",
                subtitle: Wording.count(cards.count, "card"), description: "Cards tagged “\(term.name)”.",
                author: settings.author, language: settings.language, image: image, isSerial: false, cards: cards)
        }
        return [whole] + translated(site, image) + tags + audio.map(Self.init)
    }

    /// The whole catalog in each further language.
    private static func translated(_ site: Site, _ image: String) -> [PodcastChannel] {
        site.settings.languages.map { language in
            let settings = site.settings.localized(language)
            return PodcastChannel(
                url: "/\(language)/feed.xml", page: "/\(language)/", title: settings.title, subtitle: settings.tagline,
                description: settings.description, author: settings.author, language: language, image: image,
                isSerial: false,
                // In a language one listens to what is spoken in it.
                cards: site.translations.filter {
                    $0.source.translation == language && $0.catalog.visibility == .public && $0.catalog.kind == .audio
                })
        }
    }

    private init(_ card: Site.Card) {
        self.init(
            url: card.source.url + "feed.xml", page: card.source.url, title: card.catalog.title,
            subtitle: card.catalog.summary, description: card.catalog.summary, author: card.catalog.author,
            language: card.catalog.language, image: card.catalog.cover.url, isSerial: true, cards: [card])
    }

    init(
        url: String, page: String, title: String, subtitle: String, description: String, author: String,
        language: String, image: String, isSerial: Bool, cards: [Site.Card]
    ) {
        (self.url, self.page, self.title, self.subtitle) = (url, page, title, subtitle)
        (self.description, self.author, self.language, self.image) = (description, author, language, image)
        (self.isSerial, self.cards) = (isSerial, cards)
    }
}
