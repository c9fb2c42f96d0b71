/// Pages of taxonomies: one for each word, and a list of the words unless the author wrote that page.
extension PageComposer {
    func jobs(_ taxonomy: Taxonomy) -> [PageJob] {
        let index = taxonomy.terms.isEmpty || site.pages.byURL[taxonomy.url] != nil ? [] : [self.index(of: taxonomy)]
        return index + taxonomy.terms.flatMap { jobs($0, in: taxonomy) }
    }

    private func index(of taxonomy: Taxonomy) -> PageJob {
        let place = site.taxonomies.firstIndex { $0.key == taxonomy.key } ?? 0
        let title = taxonomy.title
        let key = key(layout: "tags") { key in
            key.add(taxonomy.key)
            frames.addKey(of: taxonomy.url, to: &key)
            addTerms(of: place, to: &key)
        }
        return PageJob(url: taxonomy.url, layout: "tags", key: key, origin: taxonomy.url, body: .none) { [self] _ in
            TagIndexView(
                frame: frames.frame(
                    url: taxonomy.url, title: title, description: "\(title) of \(site.settings.title)."),
                tags: tags(place))
        }
    }

    /// Cards stand on the first page, pages go on over as many as they need.
    private func jobs(_ term: Taxonomy.Term, in taxonomy: Taxonomy) -> [PageJob] {
        paged(term.pages).map { number, count, items in
            let url = PagerView.url(term.url, number: number)
            let title = FrameMaker.title(Self.title(term, in: taxonomy), number: number)
            let hasCards = number == 1 && !term.cards.isEmpty
            let key = key(layout: "tag") { key in
                key.add(taxonomy.key, term.name)
                for part in [number, count, term.cards.count, term.pages.count] { key.add(part) }
                frames.addKey(of: url, to: &key)
                for item in items { key.add(site.pages.listingKeys[item]) }
            }
            return PageJob(
                url: url, layout: "tag", key: hasCards ? nil : key,
                origin: origin(of: term), body: .none
            ) { [self] _ in
                TagPageView(
                    frame: frames.frame(
                        url: url, title: title, description: Self.description(term, in: taxonomy)),
                    tag: TagView(term: term), cards: hasCards ? term.cards.map { tile(site.cards[$0]) } : [],
                    pages: items.map { ListedPageView(page: site.pages.pages[$0]) },
                    pager: PagerView(base: term.url, number: number, count: count))
            }
        }
    }

    private static func title(_ term: Taxonomy.Term, in taxonomy: Taxonomy) -> String {
        if taxonomy.key != "tags" { return term.title }
        return term.pages.isEmpty ? "Cards tagged “\(term.name)”" : "Tagged “\(term.name)”"
    }

    private static func description(_ term: Taxonomy.Term, in taxonomy: Taxonomy) -> String {
        taxonomy.key == "tags"
            ? "\(Wording.count(term)) tagged “\(term.name)”."
            : "\(taxonomy.title): \(term.title), \(Wording.count(term))."
    }

    /// A file that carries the word, to have one to point at.
    private func origin(of term: Taxonomy.Term) -> String {
        term.cards.first.map { site.cards[$0].source.file.path } ?? term.pages.first.map { site.pages.pages[$0].path }
            ?? term.url
    }
}
