import Core

/// A set of words that cards and pages carry, with a page for each word: `/tags/bedtime/`.
struct Taxonomy: Sendable {
    /// Key of front matter and first part of the address: `tags`.
    var key: String
    /// By name.
    var terms: [Term]

    /// URL path of the page that lists all words.
    var url: String { "/\(key)/" }

    /// A word and who carries it, newest first.
    struct Term: Sendable {
        var name: String
        /// URL path of the word's page.
        var url: String
        /// Indices in the site's cards.
        var cards: [Int] = []
        /// Indices in the site's pages.
        var pages: [Int] = []

        var count: Int { cards.count + pages.count }
    }

    /// All taxonomies of a site. Only public cards count: private and unlisted ones give no word away.
    static func all(settings: SiteSettings, cards: [Site.Card], pages: [PageSource], newestFirst: [Int]) -> [Taxonomy] {
        var terms = [[String: Term]](repeating: [:], count: settings.taxonomies.count)
        for index in newestFirst {
            for term in pages[index].terms where settings.taxonomies.indices.contains(term.taxonomy) {
                let url = "/\(settings.taxonomies[term.taxonomy])/\(term.name)/"
                terms[term.taxonomy][term.name, default: Term(name: term.name, url: url)].pages.append(index)
            }
        }
        for (index, card) in cards.enumerated() where card.catalog.visibility == .public {
            for name in card.catalog.tags {
                terms[0][name, default: Term(name: name, url: "/tags/\(name)/")].cards.append(index)
            }
        }
        return zip(settings.taxonomies, terms).map { key, terms in
            Taxonomy(key: key, terms: terms.values.sorted { $0.name < $1.name })
        }
    }
}
