import Core

/// The whole site after everything was looked up: what pages, feeds and catalogs are made from.
struct Site: Sendable {
    var settings: SiteSettings
    /// Origin of the published site without a final slash: `https://audio.example.org`.
    var baseURL: String
    var pages: [Page]
    /// All cards, newest first, private ones too.
    var cards: [Card]

    /// A page and its rendered body.
    struct Page: Sendable {
        var source: PageSource
        var text: RenderedText
    }

    /// A card, its row of the catalog and its rendered description.
    struct Card: Sendable {
        var source: CardSource
        var catalog: CatalogCard
        var text: RenderedText
    }

    /// A word that several cards share.
    struct Tag: Sendable {
        var name: String
        var cards: [Card]

        /// URL path of the tag's page.
        var url: String { "/tags/\(name)/" }
    }

    /// Cards that anybody may find, newest first.
    var publicCards: [Card] { cards.filter { $0.catalog.visibility == .public } }
    /// Cards that have a page: public and unlisted ones.
    var publishedCards: [Card] { cards.filter { $0.catalog.visibility != .private } }
    /// Cards that must not leave the family's machine.
    var privateCards: [Card] { cards.filter { $0.catalog.visibility == .private } }

    /// Tags of public cards by name; private and unlisted cards give none away.
    var tags: [Tag] {
        let listed = publicCards
        return Set(listed.flatMap(\.catalog.tags)).sorted().map { name in
            Tag(name: name, cards: listed.filter { $0.catalog.tags.contains(name) })
        }
    }

    /// A URL path on this site as an absolute address.
    func absolute(_ path: String) -> String { baseURL + path }
}
