import Core

/// What players need of persistence: their events and their last known states.
protocol PlayerStore: Sendable {
    /// Stores a batch in one transaction, durable on return.
    ///
    /// - Returns: the ids of the events, in their order, rising over all players.
    func append(_ batch: PlayerRegistry.Batch) async throws -> [Int64]

    /// Events of one player, or of all, newest first.
    func events(_ query: PlayerEventQuery) async throws -> [PlayerEvent]

    /// The id of the latest event; 0 when there is none.
    func latestEventID() async throws -> Int64

    /// The last known states.
    func states() async throws -> [PlayerState]

    /// Forgets states of players that the account no longer has; their events stay until they are old.
    func forgetStates(except ids: Set<String>) async throws

    /// Removes events that are older than a moment, and the oldest beyond a number.
    ///
    /// - Returns: how many were removed.
    func prune(before moment: Timestamp, keeping: Int) async throws -> Int
}

/// Which events are asked for.
struct PlayerEventQuery: Sendable, Equatable {
    /// `nil` for all players.
    var playerID: String?
    /// `nil` for all kinds.
    var kind: PlayerEvent.Kind?
    /// Only later ones.
    var after: Int64?
    /// Only earlier ones.
    var before: Int64?
    /// 1…1000.
    var limit = 100
}
