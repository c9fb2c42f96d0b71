import Core

/// The cards of the published and the private catalog.
///
/// Everybody who is signed in counts as family.
struct CardsService: Sendable {
    private let published: CatalogFile
    private let kept: CatalogFile

    /// - Parameters:
    ///   - published: path of `dist/catalog.json`.
    ///   - kept: path of `private/catalog.json`, which may be absent.
    init(published: String, kept: String, threads: BlockingWork) {
        self.published = CatalogFile(path: published, name: "the catalog", threads: threads)
        self.kept = CatalogFile(path: kept, name: "the private catalog", threads: threads)
    }

    /// What anybody may see in a list, newest first.
    func listed() async -> [CatalogCard] {
        await published.current().cards.filter { $0.visibility == .public }
    }

    /// What the family may see: also unlisted and private cards, newest first.
    func all() async -> [CatalogCard] {
        let open = await published.current().cards
        let names = Set(open.map(\.slug))
        let more = await kept.current().cards.filter { !names.contains($0.slug) }
        return (open + more).sorted { ($1.date, $0.slug) < ($0.date, $1.slug) }
    }

    /// A card by name. To strangers a private one looks as if it did not exist.
    func card(slug: String, forFamily: Bool) async -> CatalogCard? {
        if forFamily { return await all().first { $0.slug == slug } }
        return await published.current().cards.first { $0.slug == slug && $0.visibility != .private }
    }

    /// Catalogs that are there but cannot be read, one short sentence each.
    func problems() async -> [String] {
        [await published.current().problem, await kept.current().problem].compactMap { $0 }
    }
}
