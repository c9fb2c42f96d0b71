import Markdown
import Core

/// Makes the pages of a site: which layout, which view, at which address.
struct PageComposer {
    let site: Site
    let assets: AssetMap
    private let tagPages: Set<String>
    private let tags: [Site.Tag]

    init(site: Site, assets: AssetMap) {
        self.site = site
        self.assets = assets
        tags = site.tags
        tagPages = Set(tags.map(\.name))
    }

    /// The layouts and what each may name.
    static let layouts: [(name: String, keys: ViewShape.Keys)] =
        [
            ("home", HomeView.keys.shape), ("page", ArticleView.keys.shape), ("not-found", ArticleView.keys.shape),
            ("section", SectionView.keys.shape), ("cards", CatalogView.keys.shape),
            ("card", CardPageView.keys.shape), ("tags", TagIndexView.keys.shape), ("tag", TagPageView.keys.shape),
        ] + PageSource.Layout.allCases.filter(\.needsFeature).map { ($0.rawValue, AppView.keys.shape) }

    /// Pages of the content folder, cards, then tags.
    func jobs() -> [PageJob] { site.pages.map(job) + cardJobs() + tags.map(job) }

    // MARK: - Pages

    private func job(_ page: Site.Page) -> PageJob {
        PageJob(
            url: page.source.url, layout: page.source.layout.rawValue, view: view(page),
            content: page.text.document.html, origin: page.source.file.name, text: page.text)
    }

    private func view(_ page: Site.Page) -> any LayoutView {
        let frame = frame(page)
        switch page.source.layout {
        case .page, .notFound:
            let entries = page.text.document.headings.filter { $0.level == 2 }
            return ArticleView(frame: frame, toc: entries.map { TOCEntryView(title: $0.text, anchor: $0.anchor) })
        case .app, .setup, .login, .settings, .account, .users, .yoto, .library:
            return AppView(
                frame: frame, feature: page.source.feature ?? "", topics: topics(below: page.source.url))
        case .section:
            return SectionView(frame: frame, topics: topics(below: page.source.url))
        case .home:
            return HomeView(frame: frame, cards: site.publicCards.prefix(8).map(tile), tags: tags.map(TagView.init))
        case .cards:
            return CatalogView(
                frame: frame, cards: site.publicCards.map(tile), tags: tags.map(TagView.init),
                totalDurationMilliseconds: site.publicCards.reduce(0) { $0 + $1.catalog.durationMilliseconds })
        case .tags:
            return TagIndexView(frame: frame, tags: tags.map(TagView.init))
        }
    }

    private func frame(_ page: Site.Page) -> PageFrame {
        let source = page.source
        return frame(
            url: source.url, title: source.title, description: source.description, isIndexed: source.isIndexed,
            scripts: source.scripts.compactMap { assets.assets["js/\($0.value)"] })
    }

    /// The pages directly below a section, in the author's order.
    private func topics(below url: String) -> [TopicView] {
        site.pages.map(\.source).filter { page in
            page.url != url && page.url.hasPrefix(url) && page.url.dropFirst(url.count).split(separator: "/").count == 1
        }
        .sorted { ($0.order, $0.title) < ($1.order, $1.title) }
        .map { TopicView(title: $0.title, description: $0.description, url: $0.url) }
    }

    // MARK: - Cards and tags

    private func cardJobs() -> [PageJob] {
        let published = site.publishedCards
        let listed = site.publicCards
        let playable = Dictionary(published.map { ($0.catalog.slug, $0.catalog) }) { first, _ in first }
        return published.map { card in
            let place = listed.firstIndex { $0.catalog.slug == card.catalog.slug }
            return PageJob(
                url: card.source.url, layout: "card",
                view: CardPageView(
                    frame: frame(card), card: CardView(tile: tile(card), playable: playable),
                    previous: place.flatMap { $0 > 0 ? neighbour(listed[$0 - 1]) : nil },
                    next: place.flatMap { $0 + 1 < listed.count ? neighbour(listed[$0 + 1]) : nil },
                    related: related(to: card, among: listed).map(tile)),
                content: card.text.document.html, origin: card.source.file.name, text: card.text)
        }
    }

    private func job(_ tag: Site.Tag) -> PageJob {
        PageJob(
            url: tag.url, layout: "tag",
            view: TagPageView(
                frame: frame(
                    url: tag.url, title: "Cards tagged “\(tag.name)”",
                    description: "\(Wording.count(tag.cards.count, "card")) tagged “\(tag.name)”."),
                tag: TagView(tag), cards: tag.cards.map(tile)),
            content: [], origin: tag.cards.first?.source.file.name ?? tag.url, text: nil)
    }

    private func frame(_ card: Site.Card) -> PageFrame {
        var frame = frame(
            url: card.source.url, title: card.catalog.title, description: card.catalog.summary,
            isIndexed: card.catalog.visibility == .public)
        frame.page.image = site.absolute(card.catalog.cover.url)
        frame.page.imageAlt = card.catalog.cover.alt
        frame.page.type = "article"
        frame.page.language = card.catalog.language
        return frame
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

    private func tile(_ card: Site.Card) -> TileView { TileView(card, tagPages: tagPages) }

    // MARK: - The frame of every page

    private func frame(
        url: String, title: String, description: String, isIndexed: Bool = true, scripts: [AssetMap.Asset] = []
    ) -> PageFrame {
        let settings = site.settings
        return PageFrame(
            site: SiteView(settings: settings),
            page: PageMetaView(
                title: title,
                documentTitle: url == "/" ? "\(settings.title) – \(settings.tagline)" : "\(title) – \(settings.title)",
                description: description, url: url, canonicalURL: site.absolute(url), language: settings.language,
                image: site.absolute("/" + settings.cover.value), imageAlt: settings.title, type: "website",
                isIndexed: isIndexed),
            navigation: settings.navigation.map { item in
                NavigationView(
                    title: item.title, url: item.url.value, icon: item.icon.value,
                    isCurrent: item.url.value == "/" ? url == "/" : url.hasPrefix(item.url.value))
            },
            scripts: scripts.map { ScriptView(url: $0.url, integrity: $0.integrity) },
            breadcrumbs: breadcrumbs(to: url, title: title))
    }

    /// Home, the pages above that exist, and the page itself.
    private func breadcrumbs(to url: String, title: String) -> [BreadcrumbView] {
        let segments = url.split(separator: "/").dropLast()
        let above = ["/"] + segments.indices.map { "/" + segments[...$0].joined(separator: "/") + "/" }
        let links = above.compactMap { path in
            site.pages.first { $0.source.url == path }.map {
                BreadcrumbView(title: path == "/" ? "Home" : $0.source.title, url: path, isCurrent: false)
            }
        }
        return links + [BreadcrumbView(title: title, url: url, isCurrent: true)]
    }
}
