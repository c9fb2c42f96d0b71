import Core

/// How the family's account at Yoto stands: `GET /api/yoto/status`.
struct YotoStatus: Encodable, Equatable, Sendable {
    var state: State
    var account: Account?
    var scopes: [String]?
    /// Asked for, but not granted: what they are for does not work.
    var missingScopes: [String]?
    /// When the access token ends; it is renewed before.
    var expiresAt: Timestamp?
    /// When a person has to connect again at the latest, when that is known.
    var loginEndsBy: Timestamp?
    /// What needs a person soon, in words.
    var warning: String?
    var lastError: LastError?
    var connecting: Connecting?

    /// `connecting` only while nothing is connected: a second connection beside a good one shows in ``connecting``.
    enum State: String, Encodable, Sendable {
        case disconnected, connecting, connected, reconnect
    }

    /// Whose account it is.
    struct Account: Encodable, Equatable, Sendable {
        /// Yoto's id of the user, `auth0|…`.
        var userID: String
    }

    /// What went wrong last.
    struct LastError: Encodable, Equatable, Sendable {
        var code: String
        var detail: String
        var at: Timestamp
    }

    /// A connection that waits for a person.
    struct Connecting: Encodable, Equatable, Sendable {
        var method: ConnectMethod
        var expiresAt: Timestamp
        var userCode: String?
        var verificationURL: String?
        var verificationURLComplete: String?
    }
}

/// The three ways to connect an account.
enum ConnectMethod: String, Codable, Sendable {
    /// Yoto sends the browser back to `/oauth/callback`.
    case browser
    /// A code is typed in at Yoto's page, on any device (`yoto-platform.md` §1.4).
    case device
    /// Yoto sends the browser to an address where nobody is; its text is pasted. For installations whose own address is
    /// not registered at Yoto.
    case paste
}
