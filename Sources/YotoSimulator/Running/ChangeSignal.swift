import Synchronization

/// Wakes those who wait for a condition over state that has just changed.
final class ChangeSignal: Sendable {
    private struct State {
        var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// To be called after each change, not while a lock is held.
    func notify() {
        for continuation in state.withLock({ Array($0.waiting.values) }) { continuation.yield() }
    }

    /// Tries a condition at once and after each change, until it holds.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first.
    func wait(until isSatisfied: @Sendable () -> Bool) async throws {
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = state.withLock { state in
            state.next += 1
            state.waiting[state.next] = continuation
            return state.next
        }
        defer { state.withLock { _ = $0.waiting.removeValue(forKey: id) } }
        continuation.yield()
        for await _ in changes where isSatisfied() { return }
        throw CancellationError()
    }
}
