import Core

/// When a login is renewed, without anybody asking.
struct RenewalSchedule: Sendable {
    /// A login that nobody uses is renewed all the same, so that its refresh token does not go stale. How soon an
    /// unused one does is not known (`yoto-platform.md` §7.2).
    var interval: Duration = .seconds(12 * 3600)
    /// How long before the end of an access token the next is fetched.
    var early: Duration = .seconds(300)

    /// How often the clock is looked at.
    static let tick: Duration = .seconds(5)

    /// Whether it is time. After a renewal whose answer did not come it is: better to learn now than when the access
    /// token ends whether the login is lost.
    func isDue(_ login: YotoLogin, now: Timestamp) -> Bool {
        login.renewalStartedAt != nil || now >= login.renewedAt.advanced(by: interval)
            || now >= login.accessExpiresAt.advanced(by: .zero - Self.part(of: login, atMost: early))
    }

    /// Whether a token is good for another while: a minute, or a tenth of its life when that is shorter.
    static func isUsable(_ login: YotoLogin, now: Timestamp) -> Bool {
        now < login.accessExpiresAt.advanced(by: .zero - part(of: login, atMost: .seconds(60)))
    }

    /// How long to leave Yoto alone after so many failures in a row: 5 s, doubling, at most 15 minutes.
    ///
    /// - Parameter asked: as long as Yoto asks for, when that is longer; an hour at most.
    static func pause(afterAttempts attempts: Int, asked: Duration? = nil) -> Duration {
        let own = Duration.seconds(min(5 << min(max(attempts - 1, 0), 10), 900))
        return max(own, min(asked ?? .zero, .seconds(3600)))
    }

    /// A tenth of a token's life, so that short-lived ones are not renewed without end.
    private static func part(of login: YotoLogin, atMost limit: Duration) -> Duration {
        min(limit, login.accessExpiresAt.since(login.renewedAt) / 10)
    }
}
