import Core

/// The family's login at Yoto: what must outlive the process, kept sealed as one value.
struct YotoLogin: Codable, Equatable, Sendable {
    /// The client that the tokens were given to; they work with no other.
    var clientID: String
    var accessToken: String
    /// Rotates: each renewal gives the next, and uses this one up. `nil` when Yoto gave none, so that the login ends
    /// with the access token.
    var refreshToken: String?
    var accessExpiresAt: Timestamp
    /// As they were granted, which may be fewer than were asked for.
    var scopes: [String]
    /// `sub` of the access token.
    var userID: String?
    var connectedAt: Timestamp
    var renewedAt: Timestamp
    /// Set, and on disk, before a refresh token is sent; gone with the answer. Found at a start, it says that an answer
    /// may have been lost, and with it the token that replaced this one.
    var renewalStartedAt: Timestamp?
    /// Why Yoto no longer takes this login; `nil` while it does.
    var ended: Ending?

    /// The end of a login: a person has to connect again.
    struct Ending: Codable, Equatable, Sendable {
        var reason: Reason
        var at: Timestamp
    }

    /// Why a login ended.
    enum Reason: String, Codable, Sendable {
        /// Yoto refused the refresh token: it was withdrawn, or had been used.
        case refused
        /// Yoto refused it after an answer had been lost: the one moment that no client can close.
        case answerLost = "answer-lost"
        /// There is no refresh token, and the access token is over.
        case expired
        /// Yoto no longer knows the client, or its secret is wrong.
        case client
    }
}

extension YotoLogin: CustomStringConvertible, CustomReflectable {
    /// Without the tokens: a login that is printed by mistake gives nothing away.
    var description: String { "<login at Yoto, connected \(connectedAt)>" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension YotoLogin {
    /// A login that was just made, or renewed.
    ///
    /// - Parameter connectedAt: when a person made it; now for a new one.
    init(_ tokens: YotoTokens, clientID: String, connectedAt: Timestamp, now: Timestamp) {
        self.clientID = clientID
        accessToken = tokens.accessToken
        refreshToken = tokens.refreshToken
        accessExpiresAt = tokens.expiresAt
        scopes = tokens.scopes.map(\.rawValue).sorted()
        userID = tokens.claims?.subject
        self.connectedAt = connectedAt
        renewedAt = now
    }

    /// As Yoto gave them.
    var tokens: YotoTokens {
        YotoTokens(
            accessToken: accessToken, refreshToken: refreshToken, expiresAt: accessExpiresAt,
            scopes: Set(scopes.map(YotoScope.init(rawValue:))))
    }
}
