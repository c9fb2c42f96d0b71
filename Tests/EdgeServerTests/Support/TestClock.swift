import Core
import TestSupport

/// A clock that moves only when it is told to.
final class TestClock: Sendable {
    private let moment: Locked<Timestamp>

    init(_ milliseconds: Int64 = 1_795_571_030_000) {
        moment = Locked(Timestamp(milliseconds: milliseconds))
    }

    @Sendable func now() -> Timestamp { moment.withLock { $0 } }

    func advance(by duration: Duration) {
        moment.withLock { $0 = $0.advanced(by: duration) }
    }
}
