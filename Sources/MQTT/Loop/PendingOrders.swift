/// Orders that the library has and the broker has not acknowledged yet; on the connection's thread only.
struct PendingOrders {
    private let mailbox: Mailbox
    private var orders: [Int32: Mailbox.Order] = [:]

    init(mailbox: Mailbox) { self.mailbox = mailbox }

    var isEmpty: Bool { orders.isEmpty }

    /// When the first of them will have waited too long. Cost: linear, and few are under way.
    var nextDeadline: ContinuousClock.Instant? { orders.values.lazy.map(\.deadline).min() }

    /// Hands an order to the library. Quality 0 is done with that.
    mutating func begin(_ order: Mailbox.Order, with client: MosquittoClient) {
        do throws(MQTTError) {
            switch order.kind {
            case .publish(let message):
                let id = try client.publish(message)
                if message.quality == .atMostOnce { return finish(order, .success(())) }
                orders[id] = order
            case .subscribe(let topics, let quality):
                orders[try client.subscribe(to: topics, quality)] = order
            }
        } catch {
            finish(order, .failure(error))
        }
    }

    /// Settles what the broker has answered.
    mutating func settle(from inbox: CallbackInbox) {
        for id in inbox.published { settle(id, .success(())) }
        for answer in inbox.subscribed { settle(answer.id, outcome(of: answer)) }
        inbox.published = []
        inbox.subscribed = []
    }

    /// Gives up on what has waited too long.
    mutating func expire(at now: ContinuousClock.Instant) {
        for (id, order) in orders where order.deadline <= now {
            settle(id, .failure(MQTTError(.timedOut)))
        }
    }

    /// The connection is over.
    mutating func failAll(_ reason: MQTTError) {
        for id in Array(orders.keys) { settle(id, .failure(reason)) }
    }

    private func outcome(of answer: (id: Int32, granted: [Int])) -> Acknowledgement.Outcome {
        guard case .subscribe(let topics, _) = orders[answer.id]?.kind else { return .success(()) }
        let refused = zip(topics, answer.granted).filter { $0.1 > 2 }.map(\.0)
        guard refused.isEmpty, answer.granted.count >= topics.count else {
            return .failure(MQTTError(.subscriptionRefused, refused.joined(separator: ", ")))
        }
        return .success(())
    }

    private mutating func settle(_ id: Int32, _ outcome: Acknowledgement.Outcome) {
        guard let order = orders.removeValue(forKey: id) else { return }
        finish(order, outcome)
    }

    private func finish(_ order: Mailbox.Order, _ outcome: Acknowledgement.Outcome) {
        mailbox.settled(1)
        order.acknowledgement.settle(outcome)
    }
}
