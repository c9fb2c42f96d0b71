import Core

/// Why there is no access token for Yoto.
enum TokenFailure: Error, Equatable, Sendable {
    /// No account is connected.
    case disconnected
    /// The login ended; a person has to connect again.
    case ended
    /// Yoto could not be reached or did not answer as it should; the edge tries again by itself.
    case unavailable(code: String)

    /// One word, for logs.
    var code: String {
        switch self {
        case .disconnected: "disconnected"
        case .ended: "ended"
        case .unavailable(let code): code
        }
    }

    /// As the API tells it.
    var problem: Problem {
        switch self {
        case .disconnected: Problem(.yotoNotConnected)
        case .ended: Problem(.yotoReconnect)
        case .unavailable: Problem(.yotoUnavailable, "Yoto does not answer just now; the edge goes on trying.")
        }
    }
}
