import Synchronization

/// Which faults are armed. The first one that matches a request meets it.
package final class FaultPlan: Sendable {
    private struct State {
        var faults: [(id: Int, fault: SimulatorFault)] = []
        var nextID = 1
        var met = 0
        var held: [Int: AsyncStream<Void>.Continuation] = [:]
        var nextHeld = 0
    }

    private static let capacity = 1_000
    private let state = Mutex(State())
    private let changes = ChangeSignal()

    /// Arms a fault behind those that are armed already; beyond 1,000 the oldest is dropped.
    ///
    /// - Returns: its number, for ``clear(_:)``.
    @discardableResult
    package func arm(_ fault: SimulatorFault) -> Int {
        state.withLock { state in
            let id = state.nextID
            state.nextID += 1
            state.faults.append((id, fault))
            if state.faults.count > Self.capacity { state.faults.removeFirst() }
            return id
        }
    }

    /// Disarms one fault. Requests that it holds stay held until ``clearAll()``.
    ///
    /// - Returns: whether it was armed.
    @discardableResult
    package func clear(_ id: Int) -> Bool {
        state.withLock { state in
            let before = state.faults.count
            state.faults.removeAll { $0.id == id }
            return state.faults.count < before
        }
    }

    /// Disarms all faults and lets go of every request that is held: its connection is closed.
    package func clearAll() {
        let held = state.withLock { state in
            state.faults = []
            defer { state.held = [:] }
            return Array(state.held.values)
        }
        for continuation in held { continuation.finish() }
    }

    /// Armed faults with what is left of their counts.
    package var armed: [(id: Int, fault: SimulatorFault)] { state.withLock { $0.faults } }

    /// How many requests met a fault so far.
    package var met: Int { state.withLock { $0.met } }

    /// How many requests are held open now by `hang`, `hangAfter` or `halfClose`.
    package var held: Int { state.withLock { $0.held.count } }

    /// Waits until so many requests are held, or more.
    ///
    /// - Throws: `CancellationError` when the task is cancelled first.
    package func waitUntilHeld(_ count: Int = 1) async throws {
        try await changes.wait { self.held >= count }
    }

    /// The fault of a request, its count taken down.
    func take(method: String, path: String) -> SimulatorFault? {
        state.withLock { state in
            for index in state.faults.indices {
                let fault = state.faults[index].fault
                guard path.hasPrefix(fault.path), fault.method == nil || fault.method == method else { continue }
                if fault.skip > 0 {
                    state.faults[index].fault.skip -= 1
                    continue
                }
                if let count = fault.count {
                    if count > 1 { state.faults[index].fault.count = count - 1 } else { state.faults.remove(at: index) }
                }
                state.met += 1
                return fault
            }
            return nil
        }
    }

    /// Returns when all faults are cleared or the task is cancelled.
    func hold() async {
        let (releases, continuation) = AsyncStream.makeStream(of: Void.self)
        let id = state.withLock { state in
            state.nextHeld += 1
            state.held[state.nextHeld] = continuation
            return state.nextHeld
        }
        changes.notify()
        for await _ in releases {}
        state.withLock { _ = $0.held.removeValue(forKey: id) }
    }
}
