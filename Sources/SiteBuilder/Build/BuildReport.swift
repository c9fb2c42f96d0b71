/// What a build did.
struct BuildReport: Sendable, Equatable, Codable {
    var pages: Int
    var cards: Int
    var privateCards: Int
    /// Files written because they were new or differed.
    var written: Int
    /// Files that were already as they should be.
    var unchanged: Int
    /// Files of a former build that this one no longer has.
    var removed: Int
    /// Findings that a site can be published with.
    var warnings: [DiagnosticJSON] = []
}
