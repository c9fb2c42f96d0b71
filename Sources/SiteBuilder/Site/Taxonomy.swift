import Core

/// A set of words that cards and pages carry, with a page for each word: `/tags/bedtime/`.
struct Taxonomy: Sendable {
    /// Key of front matter and first part of the address: `tags`.
    var key: String
    /// By name.
    var terms: [Term]

    /// URL path of the page that lists all words.
    var url: String { "/\(key)/" }

    /// As a heading: `Tags`.
    var title: String { key.prefix(1).uppercased() + key.dropFirst().replacing("-", with: " ") }

    /// A word and who carries it, newest first.
    struct Term: Sendable {
        /// As in the address.
        var name: String
        /// For people: `Ages 3–7` for the word `3-7`.
        var title: String
        /// URL path of the word's page.
        var url: String
        /// Indices in the site's cards.
        var cards: [Int] = []
        /// Indices in the site's pages.
        var pages: [Int] = []

        var count: Int { cards.count + pages.count }
    }

    /// Those that every card has by its own keys; `site.yaml` asks for their pages.
    static let ofCards = ["categories", "ages", "languages"]

    /// All taxonomies of a site. Only public cards count: private and unlisted ones give no word away.
    static func all(settings: SiteSettings, cards: [Site.Card], pages: [PageSource], newestFirst: [Int]) -> [Taxonomy] {
        var terms = [[String: Term]](repeating: [:], count: settings.taxonomies.count)
        func term(_ taxonomy: Int, _ name: String, _ title: String) -> Term {
            terms[taxonomy][name]
                ?? Term(name: name, title: title, url: "/\(settings.taxonomies[taxonomy])/\(name)/")
        }
        for index in newestFirst {
            for word in pages[index].terms where settings.taxonomies.indices.contains(word.taxonomy) {
                terms[word.taxonomy][word.name] = term(word.taxonomy, word.name, word.name)
                terms[word.taxonomy][word.name]?.pages.append(index)
            }
        }
        for (index, card) in cards.enumerated() where card.catalog.visibility == .public {
            for (taxonomy, key) in settings.taxonomies.enumerated() {
                for (name, title) in words(of: card.catalog, key: key) {
                    terms[taxonomy][name] = term(taxonomy, name, title)
                    terms[taxonomy][name]?.cards.append(index)
                }
            }
        }
        return zip(settings.taxonomies, terms).map { key, terms in
            Taxonomy(key: key, terms: terms.values.sorted { $0.name < $1.name })
        }
    }

    /// What a card carries of a taxonomy.
    private static func words(of card: CatalogCard, key: String) -> [(name: String, title: String)] {
        switch key {
        case "tags": card.tags.map { ($0, $0) }
        case "categories": [(card.category.rawValue, Wording.category(card.category))]
        case "ages":
            [
                (
                    card.maximumAge.map { "\(card.minimumAge)-\($0)" } ?? "\(card.minimumAge)-up",
                    Wording.ages(card.minimumAge, card.maximumAge)
                )
            ]
        case "languages": [(card.language.lowercased(), Wording.language(card.language))]
        default: []
        }
    }
}
