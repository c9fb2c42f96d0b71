/// Layouts `page` and `not-found`: an article with its table of contents.
struct ArticleView: LayoutView {
    var frame: PageFrame
    var toc: [TOCEntryView]

    static let keys = ViewKeys<ArticleView>.layout([
        .flag("hasTOC") { $0.toc.count > 2 },
        .list("toc") { $0.toc },
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
    var totalDurationMilliseconds: Int

    static let keys = ViewKeys<CatalogView>.layout([
        .list("cards") { $0.cards },
        .list("tags") { $0.tags },
        .text("cardCountText") { Wording.count($0.cards.count, "card") },
        .text("totalDurationText") { Wording.duration(milliseconds: $0.totalDurationMilliseconds) },
    ])
}

/// Layout `tags`: all tags.
struct TagIndexView: LayoutView {
    var frame: PageFrame
    var tags: [TagView]

    static let keys = ViewKeys<TagIndexView>.layout([.list("tags") { $0.tags }])
}

/// Layout `tag`: the cards of one tag.
struct TagPageView: LayoutView {
    var frame: PageFrame
    var tag: TagView
    var cards: [TileView]

    static let keys = ViewKeys<TagPageView>.layout([
        .object("tag") { $0.tag },
        .list("cards") { $0.cards },
    ])
}

/// A tag and how many cards have it.
struct TagView: ViewModel {
    var name: String
    var url: String
    var cardCount: Int

    init(_ tag: Site.Tag) {
        (name, url, cardCount) = (tag.name, tag.url, tag.cards.count)
    }

    static let keys = ViewKeys<TagView>([
        .text("name") { $0.name },
        .text("url") { $0.url },
        .text("count") { String($0.cardCount) },
        .text("countText") { Wording.count($0.cardCount, "card") },
    ])
}
