import Core

/// The cards of the published and the private catalog.
///
/// There are no sessions yet, so nobody is a member of the family: private cards exist for no one.
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

    /// A card that anybody with its name may see. A private one looks as if it did not exist.
    func card(slug: String) async -> CatalogCard? {
        await published.current().cards.first { $0.slug == slug && $0.visibility != .private }
    }

    /// Catalogs that are there but cannot be read, one short sentence each.
    func problems() async -> [String] {
        [await published.current().problem, await kept.current().problem].compactMap { $0 }
    }
}
