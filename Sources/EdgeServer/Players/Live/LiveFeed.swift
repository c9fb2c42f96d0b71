/// Passes live messages to every browser that listens. Each has a bounded buffer; **who falls behind is dropped**, and
/// resumes with `Last-Event-ID` when it comes back.
final class LiveFeed: Sendable {
    /// What a browser's buffer holds.
    enum Item: Sendable, Equatable {
        case message(LiveMessage)
        /// Nothing happened for a while: proof of life.
        case heartbeat
    }

    /// One browser.
    struct Subscription: Sendable {
        let id: Int
        /// Ends when the feed closes or the browser was dropped.
        let items: AsyncStream<Item>
    }

    private struct Subscriber {
        var sink: AsyncStream<Item>.Continuation
        var onDrop: @Sendable () -> Void
    }

    private struct State {
        var subscribers: [Int: Subscriber] = [:]
        var next = 0
        var dropped = 0
        var isClosed = false
    }

    private let state = Guarded(State())
    private let capacity: Int

    /// - Parameter capacity: how many messages may wait for one browser.
    init(capacity: Int = 256) { self.capacity = capacity }

    /// How many listen, and how many were dropped so far.
    var counts: (listening: Int, dropped: Int) { state.withLock { ($0.subscribers.count, $0.dropped) } }

    /// Adds a browser.
    ///
    /// - Parameter onDrop: called when it fell behind; ends the write that it may be stuck in.
    func subscribe(onDrop: @escaping @Sendable () -> Void) -> Subscription {
        let (items, sink) = AsyncStream.makeStream(of: Item.self, bufferingPolicy: .bufferingOldest(capacity))
        let id = state.withLock { state in
            state.next += 1
            if state.isClosed {
                sink.finish()
            } else {
                state.subscribers[state.next] = Subscriber(sink: sink, onDrop: onDrop)
            }
            return state.next
        }
        return Subscription(id: id, items: items)
    }

    /// Removes a browser.
    func unsubscribe(_ subscription: Subscription) {
        let gone = state.withLock { $0.subscribers.removeValue(forKey: subscription.id) }
        gone?.sink.finish()
    }

    /// Sends a message to all.
    func publish(_ message: LiveMessage) { send(.message(message)) }

    /// Sends a proof of life to all.
    func beat() { send(.heartbeat) }

    /// Lets all go; later subscriptions end at once.
    func close() {
        let all = state.withLock { state in
            state.isClosed = true
            defer { state.subscribers = [:] }
            return state.subscribers.values
        }
        for subscriber in all { subscriber.sink.finish() }
    }

    private func send(_ item: Item) {
        let late = state.withLock { state in
            var late: [Subscriber] = []
            for (id, subscriber) in state.subscribers {
                if case .enqueued = subscriber.sink.yield(item) { continue }
                late.append(subscriber)
                state.subscribers[id] = nil
                state.dropped += 1
            }
            return late
        }
        for subscriber in late {
            subscriber.sink.finish()
            subscriber.onDrop()
        }
    }
}
