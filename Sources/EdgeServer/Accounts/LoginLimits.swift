import Core
import HTTPTypes

/// Who makes a try: how it is counted depends on it.
struct LoginTry: Sendable {
    var account: Username
    var visitor: Visitor
    /// Whether the account is known to be used from this address. Such tries are counted apart: otherwise any stranger
    /// could keep a family out of its own account by typing wrong passwords all day.
    var isFamiliar = false
}

/// Slows guessing down: after a few wrong passwords each further try has to wait longer, up to a quarter of an hour.
///
/// Tries are counted when they are admitted, before the password is looked at: a thousand at the same moment are a
/// thousand tries. Memory is bounded; what has waited longest is forgotten first.
actor LoginLimits {
    /// Tries that need not wait, then a second, two, four …
    struct Rule: Sendable {
        var freeTries: Int
        var longestDelay = Duration.seconds(15 * 60)
        /// A count is forgotten after so much quiet.
        var memory = Duration.seconds(24 * 3600)

        static let account = Rule(freeTries: 5)
        /// Several people may share an address.
        static let address = Rule(freeTries: 30)

        func delay(afterTries tries: Int) -> Duration {
            guard tries >= freeTries else { return .zero }
            return min(.seconds(1 << min(tries - freeTries, 20)), longestDelay)
        }
    }

    private enum Key: Hashable {
        case account(String)
        case familiar(String, address: String)
        case address(String)
    }

    private struct Entry {
        var tries: Int
        /// When the next try is admitted.
        var opens: Timestamp
        var lastTry: Timestamp
    }

    private let now: @Sendable () -> Timestamp
    private let maximumEntries: Int
    private var entries: [Key: Entry] = [:]

    init(now: @escaping @Sendable () -> Timestamp, maximumEntries: Int = 10_000) {
        self.now = now
        self.maximumEntries = maximumEntries
    }

    /// How many accounts and addresses are remembered.
    var count: Int { entries.count }

    /// Admits a try and counts it as failed until ``succeeded(_:)``.
    ///
    /// - Throws: ``RefusedRequest`` (429 with `Retry-After`) when it comes too early; it is then not counted.
    func admit(_ attempt: LoginTry) throws {
        let keys = keys(attempt)
        let moment = now()
        let opens = keys.compactMap { entries[$0.0]?.opens }.max() ?? moment
        guard opens <= moment else { throw Self.refusal(wait: opens.since(moment)) }
        for (key, rule) in keys { count(key, by: rule, at: moment) }
        if entries.count > maximumEntries { forgetSome() }
    }

    /// The password was right: the account starts afresh, and for the address this try was none.
    func succeeded(_ attempt: LoginTry) {
        entries[Self.accountKey(attempt)] = nil
        uncount(.address(attempt.visitor.address))
    }

    /// The try was not decided, such as when the server had no time for it.
    func withdrawn(_ attempt: LoginTry) {
        for (key, _) in keys(attempt) { uncount(key) }
    }

    private func keys(_ attempt: LoginTry) -> [(Key, Rule)] {
        let account: [(Key, Rule)] = [(Self.accountKey(attempt), .account)]
        return attempt.visitor.isDistinct ? account + [(.address(attempt.visitor.address), .address)] : account
    }

    private static func accountKey(_ attempt: LoginTry) -> Key {
        attempt.isFamiliar
            ? .familiar(attempt.account.key, address: attempt.visitor.address) : .account(attempt.account.key)
    }

    private func count(_ key: Key, by rule: Rule, at moment: Timestamp) {
        let known = entries[key].flatMap { moment.since($0.lastTry) < rule.memory ? $0.tries : nil } ?? 0
        let tries = known + 1
        entries[key] = Entry(
            tries: tries, opens: moment.advanced(by: rule.delay(afterTries: tries)), lastTry: moment)
    }

    private func uncount(_ key: Key) {
        guard let entry = entries[key] else { return }
        entries[key] = entry.tries > 1 ? Entry(tries: entry.tries - 1, opens: now(), lastTry: entry.lastTry) : nil
    }

    /// Forgets a tenth: those first who may try again already, and among them those who tried longest ago.
    private func forgetSome() {
        let order = entries.sorted { ($0.value.opens, $0.value.lastTry) < ($1.value.opens, $1.value.lastTry) }
        for (key, _) in order.prefix(max(1, maximumEntries / 10)) { entries[key] = nil }
    }

    private static func refusal(wait: Duration) -> RefusedRequest {
        let seconds = max(1, wait.components.seconds + (wait.components.attoseconds > 0 ? 1 : 0))
        return RefusedRequest(
            problem: Problem(.tooManyRequests, "Too many wrong passwords. Try again in \(seconds) s."),
            fields: [.retryAfter: "\(seconds)"])
    }
}
