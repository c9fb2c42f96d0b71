import Synchronization

/// Figures of the running server; safe from any thread.
final class EdgeMetrics: Sendable {
    private let requests = Mutex(RequestCounts())
    private let longestLag = Atomic(0)
    private let refused = Atomic(0)

    func record(_ exchange: Exchange, isComplete: Bool) {
        requests.withLock { $0.add(exchange, isComplete: isComplete) }
    }

    /// A connection was told that there is no room.
    func countRefusal() { refused.add(1, ordering: .relaxed) }

    /// How long an event loop took to come to a task, in microseconds.
    func noteLag(_ microseconds: Int) { _ = longestLag.max(microseconds, ordering: .relaxed) }

    var counts: RequestCounts { requests.withLock { $0 } }
    var refusedConnections: Int { refused.load(ordering: .relaxed) }

    /// The longest lag since this was last asked, in microseconds.
    func takeLongestLag() -> Int { longestLag.exchange(0, ordering: .relaxed) }
}
