import Core
import Foundation

/// The sessions of users, by the hash of their token.
protocol SessionStore: Sendable {
    /// Adds a session; ends the oldest beyond ``UserSession/maximumCount``. Nothing happens when the user is gone
    /// or was disabled.
    ///
    /// - Returns: whether it was added.
    func insert(_ session: UserSession, tokenHash: Data) async throws -> Bool
    /// The session of a token with its user; `nil` when it has expired or its user is disabled.
    func principal(tokenHash: Data, at now: Timestamp) async throws -> Principal?
    /// A user's sessions that have not expired, the last used first.
    func sessions(ofUser id: String, at now: Timestamp) async throws -> [UserSession]
    /// Notes a use.
    func touch(_ id: String, lastUsedAt: Timestamp, expiresAt: Timestamp) async throws
    /// Ends a user's session; `false` when the user has none of this id.
    func delete(_ id: String, ofUser userID: String) async throws -> Bool
    /// Ends a user's sessions, except one; how many that were.
    func deleteAll(ofUser id: String, except kept: String?) async throws -> Int
    /// Forgets those that have expired; how many that were.
    func deleteExpired(at now: Timestamp) async throws -> Int
}
