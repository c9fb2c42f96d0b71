import Core

/// The family's login at Yoto: what must outlive the process, kept sealed as one value.
struct YotoLogin: Codable, Equatable, Sendable {
    /// The client that the tokens were given to; they work with no other.
    var clientID: String
    var accessToken: String
    /// Rotates: each renewal gives the next, and uses this one up. `nil` when Yoto gave none, so that the login ends with
    /// the access token.
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
