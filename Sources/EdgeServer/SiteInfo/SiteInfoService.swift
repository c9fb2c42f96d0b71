import Core

/// What this edge offers.
struct SiteInfoService: Sendable {
    /// `GET /api/site`.
    struct Info: Encodable, Equatable {
        var version = EdgeVersion.text
        /// Names that pages compare with their `feature` (`docs/content.md`).
        var features = ["catalog", "media", "accounts", "yoto", "library"]
        /// Whether there is no administrator yet: the setup page then asks for the link that the server printed.
        var setupNeeded: Bool
        /// Scheme, host and port under which the site is reached.
        var publicURL: String
        /// BCP 47 tags of the cards on offer, sorted; English when there are none.
        var languages: [String]
        /// What needs a person soon, for a bar on every page.
        var warnings: [Warning]
    }

    let cards: CardsService
    let setup: SetupService
    let publicURL: PublicURL
    let warnings: any WarningSource

    func info() async throws -> Info {
        let languages = Set(await cards.listed().map(\.language)).sorted()
        return Info(
            setupNeeded: try await setup.isNeeded, publicURL: publicURL.origin,
            languages: languages.isEmpty ? ["en"] : languages, warnings: await warnings.warnings())
    }
}
