import Core
import Foundation

/// The time, as HTTP needs it: an `HTTPDate` and its text, formatted once a second for all connections.
final class HTTPClock: Sendable {
    /// A moment and the value of `Date` for it.
    struct Instant: Sendable {
        var date: HTTPDate
        var text: String
    }

    private let now: @Sendable () -> Int
    private let latest = Guarded<Instant?>(nil)

    /// - Parameter now: seconds since 1970; replaced in tests.
    init(now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970) }) {
        self.now = now
    }

    /// Safe from any thread.
    var instant: Instant {
        let seconds = now()
        return latest.withLock { latest in
            if let latest, latest.date.secondsSinceEpoch == seconds { return latest }
            let date = HTTPDate(secondsSinceEpoch: seconds)
            let instant = Instant(date: date, text: date.imfFixdate)
            latest = instant
            return instant
        }
    }
}
