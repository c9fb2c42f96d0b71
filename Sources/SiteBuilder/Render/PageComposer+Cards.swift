import Core

/// Pages of cards. They are always made: there are few, and much goes into each.
extension PageComposer {
    func cardJobs() -> [PageJob] {
        let languages: [String?] = [nil] + site.settings.languages
        return languages.flatMap(cardJobs)
    }

    private func cardJobs(_ language: String?) -> [PageJob] {
        let published = site.publishedCards.filter { $0.source.translation == language }
        let listed = site.publicCards(in: language)
        let places = Dictionary(listed.enumerated().map { ($1.catalog.slug, $0) }) { first, _ in first }
        let playable = Dictionary((published + site.publishedCards).map { ($0.catalog.slug, $0.catalog) }) { first, _ in
            first
        }
        return published.map { card in
            let place = places[card.catalog.slug]
            return PageJob(
                url: card.source.url, layout: "card", key: nil, origin: card.source.file.path, body: .card(card.text)
            ) { [self] _ in
                CardPageView(
                    frame: frames.frame(card), card: CardView(tile: tile(card), playable: playable),
                    previous: place.flatMap { $0 > 0 ? neighbour(listed[$0 - 1]) : nil },
                    next: place.flatMap { $0 + 1 < listed.count ? neighbour(listed[$0 + 1]) : nil },
                    related: related(to: card, among: listed).map(tile))
            }
        }
    }

    func catalog(_ page: PageSource) -> [PageJob] {
        let cards = site.publicCards(in: page.language)
        return [
            job(page, key: nil) { [self] in
                CatalogView(
                    frame: $0.frame(page), cards: cards.map(tile), tags: tags(0), cardCount: cards.count,
                    totalDurationMilliseconds: cards.reduce(0) { $0 + $1.catalog.durationMilliseconds })
            }
        ]
    }

    /// The cards with the most tags in common, newer ones first among equals.
    private func related(to card: Site.Card, among listed: [Site.Card]) -> [Site.Card] {
        let own = Set(card.catalog.tags)
        return listed.filter { $0.catalog.slug != card.catalog.slug }
            .map { (card: $0, common: own.intersection($0.catalog.tags).count) }
            .filter { $0.common > 0 }
            .sorted { ($1.common, $1.card.source.date) < ($0.common, $0.card.source.date) }
            .prefix(3).map(\.card)
    }

    private func neighbour(_ card: Site.Card) -> NeighbourView {
        NeighbourView(title: card.catalog.title, url: card.source.url)
    }
}
