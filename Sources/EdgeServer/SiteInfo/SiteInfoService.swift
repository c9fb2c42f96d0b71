import Core

/// What this edge offers.
struct SiteInfoService: Sendable {
    /// `GET /api/site`.
    struct Info: Encodable, Equatable {
        var version = EdgeVersion.text
        /// Names that pages compare with their `feature` (`docs/content.md`).
        var features = ["catalog", "media", "accounts"]
        /// Whether there is no administrator yet: the setup page then asks for the link that the server printed.
        var setupNeeded: Bool
        /// Scheme, host and port under which the site is reached.
        var publicURL: String
        /// BCP 47 tags of the cards on offer, sorted; English when there are none.
        var languages: [String]
    }

    let cards: CardsService
    let setup: SetupService
    let publicURL: PublicURL

    func info() async throws -> Info {
        let languages = Set(await cards.listed().map(\.language)).sorted()
        return Info(
            setupNeeded: try await setup.isNeeded, publicURL: publicURL.origin,
            languages: languages.isEmpty ? ["en"] : languages)
    }
}
