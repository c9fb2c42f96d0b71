import Core
import Markdown

/// Makes the pages of a site: which layout, which view, at which address. Views are made only when a page is rendered.
final class PageComposer: Sendable {
    let site: Site
    let frames: FrameMaker
    /// What every key starts with: the settings, the origin and the layout.
    private let layoutKeys: [String: ContentKey]
    let tagPages: Set<String>

    init(site: Site, theme: Theme) {
        self.site = site
        frames = FrameMaker(site: site, assets: theme.assets)
        tagPages = Set(site.taxonomies.first?.terms.map(\.name) ?? [])
        layoutKeys = Dictionary(
            Self.layouts.map { layout in
                let key = ContentKey.of { key in
                    key.add(site.settings.key)
                    key.add(site.baseURL, layout.name)
                    key.add(theme.templates.digest(of: layout.name))
                }
                return (layout.name, key)
            }
        ) { first, _ in first }
    }

    /// The layouts and what each may name.
    static let layouts: [(name: String, keys: ViewShape.Keys)] =
        [
            ("home", HomeView.keys.shape), ("page", ArticleView.keys.shape), ("not-found", ArticleView.keys.shape),
            ("section", SectionView.keys.shape), ("list", ListView.keys.shape),
            ("search", SearchView.keys.shape), ("cards", CatalogView.keys.shape),
            ("card", CardPageView.keys.shape), ("tags", TagIndexView.keys.shape), ("tag", TagPageView.keys.shape),
        ] + PageSource.Layout.allCases.filter(\.needsFeature).map { ($0.rawValue, AppView.keys.shape) }

    /// Pages of the content folder, cards, then the pages of taxonomies.
    func jobs() -> [PageJob] {
        site.pages.pages.indices.flatMap(jobs) + cardJobs() + site.taxonomies.flatMap(jobs)
    }

    // MARK: - Pages of the content folder

    private func jobs(_ index: Int) -> [PageJob] {
        let page = site.pages.pages[index]
        switch page.layout {
        case .page, .notFound: return [article(index)]
        case .list: return list(index)
        case .app, .setup, .login, .settings, .account, .users, .yoto, .library:
            return [overview(page) { AppView(frame: $0, feature: page.feature ?? "", topics: $1) }]
        case .section:
            return [overview(page) { SectionView(frame: $0, topics: $1) }]
        case .home:
            return [
                job(page, key: nil) { [self] in
                    HomeView(
                        frame: $0.frame(page), cards: site.publicCards(in: page.language).prefix(8).map(tile),
                        tags: tags(0))
                }
            ]
        case .cards: return catalog(page)
        case .search: return [job(page, key: key(page) { _ in }) { SearchView(frame: $0.frame(page)) }]
        case .tags:
            let taxonomy = site.taxonomies.firstIndex { $0.url == page.original } ?? 0
            let key = key(page) { key in addTerms(of: taxonomy, to: &key) }
            return [job(page, key: key) { [self] in TagIndexView(frame: $0.frame(page), tags: tags(taxonomy)) }]
        }
    }

    private func article(_ index: Int) -> PageJob {
        let page = site.pages.pages[index]
        let previous = site.pages.previous(of: index)
        let next = site.pages.next(of: index)
        let key = key(page) { key in
            key.add(previous?.url ?? "", previous?.title ?? "", next?.url ?? "", next?.title ?? "")
        }
        return PageJob(
            url: page.url, layout: page.layout.rawValue, key: page.hasShortcodes ? nil : key, origin: page.path,
            body: .page(page)
        ) { [self] text in
            let entries = text?.document.headings.filter { $0.level == 2 } ?? []
            return ArticleView(
                frame: frames.frame(page), date: page.date,
                toc: entries.map { TOCEntryView(title: $0.text, anchor: $0.anchor) },
                terms: page.terms.map { term in
                    TermLinkView(taxonomy: site.settings.taxonomies[term.taxonomy], name: term.name)
                },
                previous: previous.map { NeighbourView(title: $0.title, url: $0.url) },
                next: next.map { NeighbourView(title: $0.title, url: $0.url) })
        }
    }

    private func list(_ index: Int) -> [PageJob] {
        let page = site.pages.pages[index]
        let members = site.pages.listed[index] ?? []
        return paged(members).map { number, count, items in
            let key = key(page, number: number) { key in
                key.add(count)
                for item in items { key.add(site.pages.listingKeys[item]) }
            }
            var job = job(page, key: key) { frames in
                ListView(
                    frame: frames.frame(page, number: number),
                    pages: items.map { ListedPageView(page: frames.site.pages.pages[$0]) },
                    pager: PagerView(base: page.url, number: number, count: count))
            }
            // The words above a list stand on its first page only.
            if number > 1 {
                job.url = PagerView.url(page.url, number: number)
                job.body = .none
            }
            return job
        }
    }

    /// A page with links to the pages below it.
    private func overview(
        _ page: PageSource, _ view: @escaping @Sendable (PageFrame, [TopicView]) -> any LayoutView
    ) -> PageJob {
        let topics = topics(below: page)
        let key = key(page) { key in for topic in topics { key.add(site.pages.listingKeys[topic]) } }
        return job(page, key: key) { frames in
            view(
                frames.frame(page),
                topics.map { index in
                    let topic = frames.site.pages.pages[index]
                    return TopicView(title: topic.title, description: topic.description, url: topic.url)
                })
        }
    }

    /// The pages directly below a section, in the author's order; in another language those that are translated, and
    /// the site's own in place of the rest.
    private func topics(below section: PageSource) -> [Int] {
        let pages = site.pages.pages
        let url = section.original
        let below = pages.indices.filter { index in
            let page = pages[index]
            guard page.original != url, page.original.hasPrefix(url),
                page.language == nil || page.language == section.language
            else { return false }
            let isDirect = page.original.utf8.dropFirst(url.utf8.count).count { $0 == UInt8(ascii: "/") } == 1
            return isDirect && site.pages.page(page.original, in: section.language) === page
        }
        return PageIndex.inAuthorsOrder(below, of: pages)
    }
}

// MARK: - Pieces

extension PageComposer {
    func job(
        _ page: PageSource, key: ContentKey?, _ view: @escaping @Sendable (FrameMaker) -> any LayoutView
    ) -> PageJob {
        PageJob(
            url: page.url, layout: page.layout.rawValue, key: page.hasShortcodes ? nil : key, origin: page.path,
            body: .page(page)
        ) { [frames] _ in view(frames) }
    }

    /// A key that starts with a layout.
    func key(layout: String, _ add: (inout ContentKey.Builder) -> Void) -> ContentKey {
        ContentKey.of { key in
            key.add(layoutKeys[layout] ?? ContentKey())
            add(&key)
        }
    }

    private func key(_ page: PageSource, number: Int = 1, _ add: (inout ContentKey.Builder) -> Void) -> ContentKey {
        key(layout: page.layout.rawValue) { key in
            key.add(page.key)
            key.add(number)
            frames.addKey(of: page, to: &key)
            add(&key)
        }
    }

    /// A long list in pages: number from 1, count of pages, what stands on it. An empty list has one page.
    func paged(_ items: [Int]) -> [(number: Int, count: Int, items: ArraySlice<Int>)] {
        let size = site.settings.pageSize
        let count = max(1, (items.count + size - 1) / size)
        return (0..<count).map { page in
            (page + 1, count, items[(page * size)..<min((page + 1) * size, items.count)])
        }
    }

    func tags(_ taxonomy: Int) -> [TagView] { site.taxonomies[taxonomy].terms.map { TagView(term: $0) } }

    func addTerms(of taxonomy: Int, to key: inout ContentKey.Builder) {
        for term in site.taxonomies[taxonomy].terms {
            key.add(term.name)
            key.add(term.cards.count)
            key.add(term.pages.count)
        }
    }

    func tile(_ card: Site.Card) -> TileView { TileView(card, tagPages: tagPages) }
}
