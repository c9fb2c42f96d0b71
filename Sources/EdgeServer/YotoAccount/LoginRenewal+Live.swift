import Core

extension LoginRenewal {
    /// Renewals at Yoto's OAuth server.
    static func live(
        clients: YotoClientService, oauth: @escaping @Sendable (YotoOAuthClient) -> YotoOAuth,
        now: @escaping @Sendable () -> Timestamp
    ) -> LoginRenewal {
        LoginRenewal { login in
            // A login works with the client that it was given to and no other.
            guard let client = try? await clients.known(), client.id == login.clientID else { return .refused(.client) }
            do throws(YotoOAuthError) {
                let tokens = try await oauth(client).refresh(login.tokens)
                return .renewed(
                    YotoLogin(tokens, clientID: client.id, connectedAt: login.connectedAt, now: now()))
            } catch {
                return Outcome(error)
            }
        }
    }
}

extension LoginRenewal.Outcome {
    /// What an error says of the refresh token that was sent.
    init(_ error: YotoOAuthError) {
        let failure = TokenFailure.unavailable(code: error.code.rawValue)
        switch error.code {
        case .invalidGrant, .accessDenied, .interactionRequired: self = .refused(.refused)
        case .invalidClient, .unauthorizedClient: self = .refused(.client)
        case .transport: self = error.provesNothingWasSent ? .untouched(failure) : .unanswered(failure)
        case .tooManyAttempts: self = .untouched(failure, retryAfter: error.retryAfter)
        // The server had it in hand, and what it did then is unknown.
        case .server, .malformed, .unknown, .invalidRequest, .invalidScope, .unsupportedGrantType,
            .authorizationPending, .slowDown, .expiredToken:
            self = .unanswered(failure, retryAfter: error.retryAfter)
        }
    }
}
