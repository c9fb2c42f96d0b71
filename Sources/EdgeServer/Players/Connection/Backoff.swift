/// How long to wait before the next attempt: 1 s, doubled up to 60 s, each with a jitter of a quarter, so that a
/// thousand edges do not come back in one moment (`yoto-platform.md` §3.3).
struct Backoff: Sendable {
    private var attempts = 0
    private let unit: Duration

    /// - Parameter unit: the first wait; shorter in tests.
    init(unit: Duration = .seconds(1)) { self.unit = unit }

    /// The next wait.
    mutating func next(random: Double = .random(in: 0...1)) -> Duration {
        let steps = min(attempts, 6)
        attempts += 1
        let plain = min(unit * (1 << steps), unit * 60)
        return plain * (0.75 + 0.5 * random)
    }

    /// All is well again.
    mutating func reset() { attempts = 0 }
}
