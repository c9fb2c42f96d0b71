import Core

/// The whole site after everything was looked up: what pages, feeds and catalogs are made from.
struct Site: Sendable {
    let settings: SiteSettings
    /// Origin of the published site without a final slash: `https://audio.example.org`.
    let baseURL: String
    let pages: PageIndex
    /// All cards, newest first, private ones too.
    let cards: [Card]
    /// Cards in further languages, newest first.
    let translations: [Card]
    /// `tags` first.
    let taxonomies: [Taxonomy]

    init(settings: SiteSettings, baseURL: String, pages: [PageSource], cards: [Card], translations: [Card] = []) {
        self.settings = settings
        self.baseURL = baseURL
        self.pages = PageIndex(pages)
        self.cards = cards
        self.translations = translations
        taxonomies = Taxonomy.all(
            settings: settings, cards: cards, pages: pages, newestFirst: self.pages.newestFirst)
    }

    /// A card, its row of the catalog and its rendered description.
    struct Card: Sendable {
        var source: CardSource
        var catalog: CatalogCard
        var text: RenderedText
    }

    /// Cards that anybody may find, newest first.
    var publicCards: [Card] { cards.filter { $0.catalog.visibility == .public } }
    /// Cards that have a page: public and unlisted ones.
    var publishedCards: [Card] { (cards + translations).filter { $0.catalog.visibility != .private } }
    /// Cards that must not leave the family's machine.
    var privateCards: [Card] { (cards + translations).filter { $0.catalog.visibility == .private } }

    /// Public cards as a language shows them: translated where they are, in the site's own language otherwise.
    func publicCards(in language: String?) -> [Card] {
        guard let language else { return publicCards }
        let own = translations.filter { $0.source.translation == language && $0.catalog.visibility == .public }
        let slugs = Set(own.map(\.catalog.slug))
        return (own + publicCards.filter { !slugs.contains($0.catalog.slug) })
            .sorted { ($1.source.date, $0.source.slug) < ($0.source.date, $1.source.slug) }
    }

    /// A URL path on this site as an absolute address.
    func absolute(_ path: String) -> String { baseURL + path }
}
