import Core

/// What this edge offers.
struct SiteInfoService: Sendable {
    /// `GET /api/site`.
    struct Info: Encodable, Equatable {
        var version = EdgeVersion.text
        /// Names that pages compare with their `feature` (`docs/content.md`).
        var features = ["catalog", "media"]
        /// Whether nobody can sign in yet. There are no accounts in this version, so there is nothing to set up.
        var setupNeeded = false
        /// BCP 47 tags of the cards on offer, sorted; English when there are none.
        var languages: [String]
    }

    let cards: CardsService

    func info() async -> Info {
        let languages = Set(await cards.listed().map(\.language)).sorted()
        return Info(languages: languages.isEmpty ? ["en"] : languages)
    }
}
