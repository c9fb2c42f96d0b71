/// Why a login or a refresh did not succeed. Never holds a token, code, verifier or secret.
package struct YotoOAuthError: Error, Equatable, Sendable {
    /// What went wrong, as a word that never changes.
    package var code: Code
    /// What the server said, shortened and cleaned, or our own words.
    package var message: String
    /// The HTTP status, if there was an answer.
    package var status: Int?
    /// How long the server asks to wait.
    package var retryAfter: Duration?
    /// Whether the server cannot have seen the request: what was in it is as good as before.
    package var provesNothingWasSent = false

    package init(_ code: Code, _ message: String = "", status: Int? = nil, retryAfter: Duration? = nil) {
        self.code = code
        self.message = message
        self.status = status
        self.retryAfter = retryAfter
    }

    /// The errors of RFC 6749 §4.1.2.1 and §5.2, of RFC 8628 §3.5 and of Auth0, and what can go wrong on the way.
    package enum Code: String, CaseIterable, Sendable {
        /// The code, verifier, device code or refresh token is used, expired or unknown: log in again.
        case invalidGrant = "invalid_grant"
        /// The user refused, or the client may not do this.
        case accessDenied = "access_denied"
        /// Not yet: poll again after the interval.
        case authorizationPending = "authorization_pending"
        /// Not so often: add 5 seconds to the interval and poll again.
        case slowDown = "slow_down"
        /// The device code is too old: start again.
        case expiredToken = "expired_token"
        /// The client id or secret is wrong.
        case invalidClient = "invalid_client"
        /// The client may not use this kind of login.
        case unauthorizedClient = "unauthorized_client"
        /// A scope that the client may not ask for.
        case invalidScope = "invalid_scope"
        /// Something is missing or malformed in our request.
        case invalidRequest = "invalid_request"
        /// A grant type that the server does not know.
        case unsupportedGrantType = "unsupported_grant_type"
        /// Silent login was asked for, but the user must do something.
        case interactionRequired = "interaction_required"
        /// Too many requests or failed logins.
        case tooManyAttempts = "too_many_attempts"
        /// The server has trouble; later it may work.
        case server = "server_error"
        /// There was no usable answer.
        case transport
        /// The answer is not what the protocol says.
        case malformed
        /// The server has an error that we do not know.
        case unknown
    }

    /// Whether the same request may succeed later without the user.
    package var isPassing: Bool {
        switch code {
        case .authorizationPending, .slowDown, .tooManyAttempts, .server, .transport: true
        default: false
        }
    }
}

extension YotoOAuthError: CustomStringConvertible {
    package var description: String {
        message.isEmpty ? code.rawValue : "\(code.rawValue): \(message)"
    }
}

extension YotoOAuthError.Code {
    /// The code for a server's word.
    package init(word: String) {
        switch word {
        case "temporarily_unavailable": self = .server
        case "login_required", "consent_required", "account_selection_required": self = .interactionRequired
        case "too_many_requests": self = .tooManyAttempts
        case Self.transport.rawValue, Self.malformed.rawValue: self = .unknown
        default: self = Self(rawValue: word) ?? .unknown
        }
    }
}
