/// What tasks leave for the connection's thread, and how they wake it.
///
/// All calls into libmosquitto happen on that one thread: nothing of the C library is ever shared, so its locking
/// need not be trusted.
final class Mailbox: Sendable {
    /// Something to do for a task.
    struct Order: Sendable {
        enum Kind: Sendable {
            case publish(MQTTMessage)
            case subscribe(topics: [String], MQTTQuality)
        }

        var kind: Kind
        var deadline: ContinuousClock.Instant
        var acknowledgement: Acknowledgement
    }

    /// What the thread finds when it looks.
    struct Delivery {
        var orders: [Order] = []
        var isClosing = false
    }

    private struct State {
        var orders: [Order] = []
        var unsettled = 0
        var isClosing = false
        /// Who waits for the end.
        var closers: [Acknowledgement] = []
        /// Set once the thread is gone.
        var end: MQTTError?
    }

    /// How many orders may wait for the broker at most, in the queue or for their acknowledgement.
    static let limit = 4096

    let pipe: WakePipe
    private let state = Guarded(State())

    init() throws(MQTTError) { pipe = try WakePipe() }

    /// Leaves an order for the thread.
    ///
    /// - Throws: `.busy` when too many wait, `.closed` or the reason when the connection is over.
    func post(_ order: Order) throws(MQTTError) {
        let refusal: MQTTError? = state.withLock { state in
            if let end = state.end { return end }
            if state.isClosing { return MQTTError(.closed) }
            guard state.unsettled < Self.limit else { return MQTTError(.busy) }
            state.unsettled += 1
            state.orders.append(order)
            return nil
        }
        if let refusal { throw refusal }
        pipe.wake()
    }

    /// Asks the thread to say goodbye and end; the acknowledgement is settled once it has.
    func close(telling closer: Acknowledgement? = nil) {
        let isOver = state.withLock { state in
            state.isClosing = true
            if let closer { state.closers.append(closer) }
            return state.end != nil
        }
        if isOver { closer?.settle(.success(())) }
        pipe.wake()
    }

    var isClosing: Bool { state.withLock { $0.isClosing } }

    /// What is new; by the thread.
    func collect() -> Delivery {
        state.withLock { state in
            defer { state.orders = [] }
            return Delivery(orders: state.orders, isClosing: state.isClosing)
        }
    }

    /// Orders that the thread had collected are done.
    func settled(_ count: Int) {
        state.withLock { $0.unsettled -= count }
    }

    /// The connection is over: nothing more is taken, and what waits is told why.
    func end(_ reason: MQTTError) {
        let (orders, closers) = state.withLock { state in
            if state.end == nil { state.end = reason }
            defer {
                state.orders = []
                state.closers = []
            }
            return (state.orders, state.closers)
        }
        for order in orders { order.acknowledgement.settle(.failure(reason)) }
        for closer in closers { closer.settle(.success(())) }
    }
}
