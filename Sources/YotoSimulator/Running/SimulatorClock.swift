import Core
package import Foundation

/// The time as the simulator sees it: expiry, polling intervals and stale reads go by it. Tests move it; delays on the
/// wire do not go by it.
package final class SimulatorClock: Sendable {
    private let fixed: Date?
    private let offset = Guarded<TimeInterval>(0)

    /// A clock that runs with the machine's, from where it is moved to.
    package init() { fixed = nil }

    /// A clock that stands still until it is moved.
    package init(at date: Date) { fixed = date }

    /// The present.
    package var now: Date { (fixed ?? Date()).addingTimeInterval(offset.withLock { $0 }) }

    /// Moves the present; backwards with a negative duration.
    package func advance(by duration: Duration) {
        offset.withLock { $0 += duration / .seconds(1) }
    }

    /// As Yoto writes times: ISO 8601, UTC, milliseconds.
    package var timestamp: String { Self.timestamp(now) }

    static func timestamp(_ date: Date) -> String {
        date.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }
}
