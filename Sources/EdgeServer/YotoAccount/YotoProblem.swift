import Core

extension Problem {
    /// What a call of Yoto's API threw, as our API tells it: with what to do, without Yoto's own words about tokens.
    init(_ error: YotoAPIError) {
        switch error.code {
        case .notFound: self.init(.notFound, "Yoto knows no such thing.")
        case .forbidden:
            self.init(
                .yotoReconnect, "The login at Yoto does not allow this. Connect the account again with all scopes.")
        case .unauthorized: self.init(.yotoReconnect, "Yoto no longer accepts the login. Connect the account again.")
        case .badRequest: self.init(.unprocessable, "Yoto refused: \(error.message)")
        case .rateLimited: self.init(.yotoUnavailable, "Yoto asks for a pause. Try again in a minute.")
        case .invalidArgument: self.init(.badRequest, error.message)
        case .transcodeFailed: self.init(.unprocessable, "Yoto could not convert this audio.")
        case .server, .malformed, .tooLarge, .timeout, .transport, .cancelled:
            self.init(.yotoUnavailable, "Yoto does not answer as it should just now. Try again in a while.")
        }
    }
}
