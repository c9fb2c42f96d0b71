import Core

/// How a login is renewed, and when.
struct LoginRenewal: Sendable {
    var schedule = RenewalSchedule()
    /// Asks Yoto once. Called by ``TokenKeeper`` only, one at a time.
    var ask: @Sendable (YotoLogin) async -> Outcome

    /// What asking led to. `retryAfter` is how long Yoto asks to be left alone.
    enum Outcome: Equatable, Sendable {
        /// The login with its next tokens.
        case renewed(YotoLogin)
        /// Yoto refused: asking again is of no use.
        case refused(YotoLogin.Reason)
        /// The request may have arrived, and its answer was lost: the refresh token may be used up.
        case unanswered(TokenFailure, retryAfter: Duration? = nil)
        /// The refresh token is as good as before: the request did not arrive, or Yoto turned it away unread.
        case untouched(TokenFailure, retryAfter: Duration? = nil)
    }
}
