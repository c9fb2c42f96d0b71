import Synchronization

/// Tasks that wait for one answer. Whoever is cancelled leaves at once; the others go on waiting.
final class WaitingRoom<Answer: Sendable>: Sendable {
    private let seats = Mutex<(next: Int, taken: [Int: CheckedContinuation<Answer, any Error>])>((0, [:]))

    var isEmpty: Bool { seats.withLock { $0.taken.isEmpty } }

    /// Waits for the next answer.
    ///
    /// - Throws: `CancellationError`.
    func wait() async throws -> Answer {
        let seat = seats.withLock { seats in
            seats.next += 1
            return seats.next
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                seats.withLock { $0.taken[seat] = continuation }
                // A cancellation that came before found the seat empty.
                if Task.isCancelled { leave(seat) }
            }
        } onCancel: {
            leave(seat)
        }
    }

    /// Gives all who wait the same answer.
    func release(_ answer: Answer) {
        let all = seats.withLock { seats in
            defer { seats.taken = [:] }
            return seats.taken.values
        }
        for continuation in all { continuation.resume(returning: answer) }
    }

    private func leave(_ seat: Int) {
        seats.withLock { $0.taken.removeValue(forKey: seat) }?.resume(throwing: CancellationError())
    }
}
