import Core

/// What became of a command.
struct CommandOutcome: Sendable, Equatable, Encodable {
    enum Verdict: String, Sendable, Encodable {
        /// The player said that it did it.
        case confirmed
        /// It is on its way, and the player has not answered within five seconds.
        case sent
        /// The player is not connected.
        case offline
        /// The player, Yoto or we could not do it; see `reason`.
        case failed
    }

    enum Route: String, Sendable, Encodable { case mqtt, rest }

    /// What became of it.
    var outcome: Verdict
    /// The way it went, or would have gone.
    var via: Route
    /// For people, when it was not confirmed.
    var reason: String?
}
