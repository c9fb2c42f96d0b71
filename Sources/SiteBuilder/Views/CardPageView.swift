/// Layout `card`: the page of one card.
struct CardPageView: LayoutView {
    var frame: PageFrame
    var card: CardView
    var previous: NeighbourView?
    var next: NeighbourView?
    var related: [TileView]

    static let keys = ViewKeys<CardPageView>.layout([
        .object("card") { $0.card },
        .object("previous") { $0.previous },
        .object("next") { $0.next },
        .flag("hasRelated") { !$0.related.isEmpty },
        .list("related") { $0.related },
    ])
}

/// The card before or after this one.
struct NeighbourView: ViewModel {
    var title: String
    var url: String

    static let keys = ViewKeys<NeighbourView>([
        .text("title") { $0.title },
        .text("url") { $0.url },
    ])
}
