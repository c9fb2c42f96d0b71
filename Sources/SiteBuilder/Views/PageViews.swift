/// Layouts `page` and `not-found`: an article with its table of contents.
struct ArticleView: LayoutView {
    var frame: PageFrame
    var date: CalendarDay?
    var toc: [TOCEntryView]
    var terms: [TermLinkView]
    var previous: NeighbourView?
    var next: NeighbourView?

    static let keys = ViewKeys<ArticleView>.layout([
        .flag("hasDate") { $0.date != nil },
        .text("dateISO") { $0.date?.iso8601 ?? "" },
        .text("dateText") { $0.date?.text ?? "" },
        .flag("hasTOC") { $0.toc.count > 2 },
        .list("toc") { $0.toc },
        .flag("hasTerms") { !$0.terms.isEmpty },
        .list("terms") { $0.terms },
        .object("previous") { $0.previous },
        .object("next") { $0.next },
    ])
}

/// An entry of a table of contents.
struct TOCEntryView: ViewModel {
    var title: String
    var anchor: String

    static let keys = ViewKeys<TOCEntryView>([
        .text("title") { $0.title },
        .text("anchor") { $0.anchor },
    ])
}

/// A word of a taxonomy that a page carries.
struct TermLinkView: ViewModel {
    var taxonomy: String
    var name: String

    static let keys = ViewKeys<TermLinkView>([
        .text("taxonomy") { $0.taxonomy },
        .text("name") { $0.name },
        .text("url") { "/\($0.taxonomy)/\($0.name)/" },
    ])
}

/// Layouts `app`, `setup`, `login`, `settings`, `account`, `users`, `yoto`, `library`: pages that live when the edge
/// answers.
struct AppView: LayoutView {
    var frame: PageFrame
    var feature: String
    var topics: [TopicView]

    static let keys = ViewKeys<AppView>.layout([
        .text("feature") { $0.feature },
        .list("topics") { $0.topics },
    ])
}

/// Layout `section`: a page that leads to those below it.
struct SectionView: LayoutView {
    var frame: PageFrame
    var topics: [TopicView]

    static let keys = ViewKeys<SectionView>.layout([.list("topics") { $0.topics }])
}

/// A page of a section.
struct TopicView: ViewModel {
    var title: String
    var description: String
    var url: String

    static let keys = ViewKeys<TopicView>([
        .text("title") { $0.title },
        .text("description") { $0.description },
        .text("url") { $0.url },
    ])
}

/// Layout `home`.
struct HomeView: LayoutView {
    var frame: PageFrame
    var cards: [TileView]
    var tags: [TagView]

    static let keys = ViewKeys<HomeView>.layout([
        .list("cards") { $0.cards },
        .list("tags") { $0.tags },
    ])
}

/// Layout `cards`: the catalog.
struct CatalogView: LayoutView {
    var frame: PageFrame
    var cards: [TileView]
    var tags: [TagView]
    var cardCount: Int
    var totalDurationMilliseconds: Int

    static let keys = ViewKeys<CatalogView>.layout([
        .list("cards") { $0.cards },
        .list("tags") { $0.tags },
        .text("cardCountText") { Wording.count($0.cardCount, "card") },
        .text("totalDurationText") { Wording.duration(milliseconds: $0.totalDurationMilliseconds) },
    ])
}

/// Layout `search`.
struct SearchView: LayoutView {
    var frame: PageFrame

    static let keys = ViewKeys<SearchView>.layout([.text("indexURL") { _ in "/" + SearchIndex.path }])
}
