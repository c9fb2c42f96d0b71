import Foundation

/// What a user allowed: the origin of every token that descends from it.
struct Login: Sendable {
    let id: String
    let clientID: String
    let scopes: Set<String>
    /// `nil` makes access tokens opaque, and useless for the API (`yoto-platform.md` §1.1).
    let audience: String?
    var isOver = false
}

/// An authorization code and what it was given for.
struct IssuedCode: Sendable {
    let login: String
    let redirectURI: String
    let challenge: String?
    let expires: Date
    var isUsed = false
}

/// A refresh token.
struct IssuedRefreshToken: Sendable {
    let login: String
    let expires: Date?
    var isUsed = false
}

/// A device that waits for its user.
struct PendingDevice: Sendable {
    enum Answer: Sendable { case none, denied, allowed(login: String), collected }

    let userCode: String
    let clientID: String
    let scopes: Set<String>
    let audience: String?
    let expires: Date
    var interval: Int
    var lastPoll: Date?
    var answer = Answer.none
}

/// What has happened at the OAuth endpoints, for tests to count.
package struct OAuthCounts: Sendable, Equatable, Codable {
    /// Authorization codes given out.
    package var codes = 0
    /// Access tokens given out, by any grant.
    package var accessTokens = 0
    /// Requests of the refresh grant, successful or not.
    package var refreshAttempts = 0
    /// Refreshes that gave a new access token, whether or not its answer arrived.
    package var refreshes = 0
    /// Uses of a refresh token that had been used before.
    package var refreshReuses = 0
    /// Polls of devices.
    package var devicePolls = 0
    /// Tokens that were revoked at `/oauth/revoke`.
    package var revocations = 0
}
