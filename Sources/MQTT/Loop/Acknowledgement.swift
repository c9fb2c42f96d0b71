/// One answer that a task waits for. Whoever settles it first wins: the broker, the clock, the end of the connection
/// or the cancellation of the task.
final class Acknowledgement: Sendable {
    typealias Outcome = Result<Void, MQTTError>

    private enum State {
        case open
        case waiting(CheckedContinuation<Outcome, Never>)
        case settled(Outcome)
    }

    private let state = Guarded<State>(.open)

    /// Gives the answer; later answers are ignored. From any thread.
    func settle(_ outcome: Outcome) {
        let waiting: CheckedContinuation<Outcome, Never>? = state.withLock { state in
            switch state {
            case .settled: return nil
            case .open:
                state = .settled(outcome)
                return nil
            case .waiting(let continuation):
                state = .settled(outcome)
                return continuation
            }
        }
        waiting?.resume(returning: outcome)
    }

    /// Waits for the answer. To be called once.
    func wait() async throws(MQTTError) {
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known: Outcome? = state.withLock { state in
                    guard case .settled(let outcome) = state else {
                        state = .waiting(continuation)
                        return nil
                    }
                    return outcome
                }
                if let known { continuation.resume(returning: known) }
            }
        } onCancel: {
            settle(.failure(MQTTError(.cancelled)))
        }
        try outcome.get()
    }
}
