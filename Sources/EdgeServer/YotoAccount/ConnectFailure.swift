import Core

/// Why a connection to Yoto did not come about: a code that the pages know, and words that say what to do.
struct ConnectFailure: Error, Equatable, Sendable {
    /// `denied`, `expired`, `state`, `scope`, `client`, `unreachable` or `failed`; also the `result` that the callback
    /// hands to the page.
    var code: String
    var detail: String

    /// The person said no at Yoto's page.
    static let denied = ConnectFailure(
        code: "denied", detail: "Access was refused at Yoto's page. Try again and allow it.")
    /// Nobody finished it in time.
    static let expired = ConnectFailure(code: "expired", detail: "That took too long. Begin again.")
    /// The answer belongs to no connection that was begun here.
    static let state = ConnectFailure(
        code: "state", detail: "This answer belongs to no connection that was begun here just now. Begin again.")
    /// The client may not ask for what the edge needs.
    static let scope = ConnectFailure(
        code: "scope",
        detail: "The app at Yoto's dashboard lacks scopes. Tick all that the settings page lists, then try again.")
    /// Yoto does not know the client or its secret.
    static let client = ConnectFailure(
        code: "client", detail: "Yoto does not accept this client id and secret, or not this way to connect.")
    /// No answer from Yoto, or none that can be read.
    static let unreachable = ConnectFailure(
        code: "unreachable", detail: "Yoto's login server does not answer as it should just now. Try again in a while.")
    /// Everything else.
    static let failed = ConnectFailure(
        code: "failed", detail: "Yoto refused to complete the connection. Begin again.")

    /// Puts words to what a request to Yoto threw.
    init(_ error: any Error) {
        switch error {
        case let failure as ConnectFailure: self = failure
        case let error as YotoOAuthError: self.init(error)
        default: self = .failed
        }
    }

    private init(_ error: YotoOAuthError) {
        switch error.code {
        case .accessDenied: self = .denied
        case .expiredToken: self = .expired
        case .invalidScope: self = .scope
        case .invalidClient, .unauthorizedClient, .unsupportedGrantType: self = .client
        case .transport, .server, .tooManyAttempts, .malformed: self = .unreachable
        case .invalidGrant, .authorizationPending, .slowDown, .invalidRequest, .interactionRequired,
            .unknown:
            self = .failed
        }
    }

    private init(code: String, detail: String) {
        self.code = code
        self.detail = detail
    }

    /// As the API tells it.
    var problem: Problem {
        Problem(self == .unreachable ? .yotoUnavailable : .unprocessable, detail)
    }
}
