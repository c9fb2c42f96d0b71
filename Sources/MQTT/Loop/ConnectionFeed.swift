import Synchronization

/// What the connection's thread tells tasks: messages, states and the outcome of opening.
final class ConnectionFeed: Sendable {
    let opened = Acknowledgement()
    let messages: AsyncStream<MQTTMessage>
    let states: AsyncStream<MQTTState>
    private let messageSink: AsyncStream<MQTTMessage>.Continuation
    private let stateSink: AsyncStream<MQTTState>.Continuation
    private let dropped = Atomic<Int>(0)
    private let isOver = Atomic<Bool>(false)

    init(messageBuffer: Int) {
        // The newest are kept: what a player said last counts most.
        (messages, messageSink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(max(1, messageBuffer)))
        // Three states at most.
        (states, stateSink) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(4))
    }

    var droppedMessages: Int { dropped.load(ordering: .relaxed) }

    /// Passes a message on; `nil` stands for one that was too large and is only counted.
    func deliver(_ message: MQTTMessage?) {
        guard let message else {
            dropped.add(1, ordering: .relaxed)
            return
        }
        if case .dropped = messageSink.yield(message) { dropped.add(1, ordering: .relaxed) }
    }

    func begin() { stateSink.yield(.connecting) }

    func accept() {
        stateSink.yield(.connected)
        opened.settle(.success(()))
    }

    /// Ends both sequences; the first reason counts.
    func finish(_ reason: MQTTError?) {
        guard !isOver.exchange(true, ordering: .acquiringAndReleasing) else { return }
        stateSink.yield(.disconnected(reason))
        stateSink.finish()
        messageSink.finish()
        opened.settle(.failure(reason ?? MQTTError(.closed)))
    }
}
