/// Layout `list`: the pages below one, newest first, a page at a time.
struct ListView: LayoutView {
    var frame: PageFrame
    var pages: [ListedPageView]
    var pager: PagerView

    static let keys = ViewKeys<ListView>.layout([
        .list("pages") { $0.pages },
        .object("pager") { $0.pager },
    ])
}

/// A page as lists show it.
struct ListedPageView: ViewModel {
    var page: PageSource

    static let keys = ViewKeys<ListedPageView>([
        .text("title") { $0.page.title },
        .text("description") { $0.page.description },
        .text("url") { $0.page.url },
        .flag("hasDate") { $0.page.date != nil },
        .text("dateISO") { $0.page.date?.iso8601 ?? "" },
        .text("dateText") { $0.page.date?.text ?? "" },
    ])
}

/// Where a page of a long list stands among the others.
struct PagerView: ViewModel {
    /// URL path of the list's first page.
    var base: String
    /// From 1.
    var number: Int
    var count: Int

    /// URL path of a page of a list: `/posts/`, `/posts/page/2/`.
    static func url(_ base: String, number: Int) -> String { number == 1 ? base : "\(base)page/\(number)/" }

    private func link(_ number: Int) -> PagerLinkView? {
        (1...count).contains(number) ? PagerLinkView(number: number, url: Self.url(base, number: number)) : nil
    }

    static let keys = ViewKeys<PagerView>([
        .text("number") { String($0.number) },
        .text("count") { String($0.count) },
        .flag("isPaged") { $0.count > 1 },
        .object("previous") { $0.link($0.number - 1) },
        .object("next") { $0.link($0.number + 1) },
    ])
}

/// Another page of a long list.
struct PagerLinkView: ViewModel {
    var number: Int
    var url: String

    static let keys = ViewKeys<PagerLinkView>([
        .text("number") { String($0.number) },
        .text("url") { $0.url },
    ])
}

/// Layout `tags`: all words of a taxonomy.
struct TagIndexView: LayoutView {
    var frame: PageFrame
    var tags: [TagView]

    static let keys = ViewKeys<TagIndexView>.layout([.list("tags") { $0.tags }])
}

/// Layout `tag`: who carries one word.
struct TagPageView: LayoutView {
    var frame: PageFrame
    var tag: TagView
    var cards: [TileView]
    var pages: [ListedPageView]
    var pager: PagerView

    static let keys = ViewKeys<TagPageView>.layout([
        .object("tag") { $0.tag },
        .flag("hasCards") { !$0.cards.isEmpty },
        .list("cards") { $0.cards },
        .flag("hasPages") { !$0.pages.isEmpty },
        .list("pages") { $0.pages },
        .object("pager") { $0.pager },
    ])
}

/// A word and how many cards and pages carry it.
struct TagView: ViewModel {
    var term: Taxonomy.Term

    static let keys = ViewKeys<TagView>([
        .text("name") { $0.term.name },
        .text("title") { $0.term.title },
        .text("url") { $0.term.url },
        .text("count") { String($0.term.count) },
        .text("countText") { Wording.count($0.term) },
    ])
}
