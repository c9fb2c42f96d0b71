import Core

/// What listening needs of persistence. Changes come in with the events that they belong to (``PlayerStore``).
protocol ListeningStore: Sendable {
    /// Sums by player, card and day, latest day first.
    func listening(_ query: ListeningQuery) async throws -> [ListeningDay]

    /// Where listeners stopped, latest first.
    func resumePoints(playerID: String?, cardID: String?) async throws -> [ResumePoint]

    /// Forgets sums and resume points.
    ///
    /// - Returns: how many sums were removed.
    func deleteListening(playerID: String?, cardID: String?) async throws -> Int
}

/// Which sums are asked for.
struct ListeningQuery: Sendable, Equatable {
    var playerID: String?
    var cardID: String?
    /// `YYYY-MM-DD`, the first day.
    var from: String?
    /// `YYYY-MM-DD`, the last day.
    var to: String?
}

/// One player, card and day.
struct ListeningDay: Sendable, Equatable, Encodable {
    var player: String
    var card: String
    /// `YYYY-MM-DD` in the household's zone.
    var day: String
    var seconds: Int
    var starts: Int
    var finishes: Int
    var skips: Int
}

/// Where a card was left on a player.
struct ResumePoint: Sendable, Equatable, Encodable {
    var player: String
    var card: String
    var chapterKey: String
    var trackKey: String
    var positionSeconds: Int
    var at: Timestamp
}
