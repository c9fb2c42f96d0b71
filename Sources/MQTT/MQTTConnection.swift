package import Logging
import Synchronization

/// One connection to a broker through libmosquitto, on a thread of its own; tasks wait, and threads of the
/// cooperative pool never block.
///
/// It is used once: ``connect(password:)``, then any number of subscriptions and publications, then the end. There is
/// no reconnection in here: whoever needs one decides when, and asks for a fresh password.
package final class MQTTConnection: Sendable {
    /// Where and as whom it connects.
    package let settings: MQTTSettings
    private let feed: ConnectionFeed
    private let mailbox: Mailbox
    private let isUsed = Atomic<Bool>(false)
    private let logger: Logger

    /// Creates a connection that does nothing yet.
    ///
    /// - Throws: `.library` when the process has no descriptors left.
    package init(_ settings: MQTTSettings, logger: Logger) throws(MQTTError) {
        self.settings = settings
        self.logger = logger
        feed = ConnectionFeed(messageBuffer: settings.messageBuffer)
        mailbox = try Mailbox()
    }

    deinit { mailbox.close() }

    /// What arrives, in order, for one reader. It ends with the connection.
    ///
    /// At most `settings.messageBuffer` messages wait; beyond that the oldest are dropped and counted.
    package var messages: AsyncStream<MQTTMessage> { feed.messages }

    /// Where the connection is, for one reader, from `connecting` to `disconnected`; then it ends.
    package var states: AsyncStream<MQTTState> { feed.states }

    /// How many messages were dropped: the reader was too slow, or they were larger than `settings.maximumPayload`.
    package var droppedMessages: Int { feed.droppedMessages }

    /// Connects and waits for the broker's CONNACK.
    ///
    /// - Parameter password: asked once, right before the attempt.
    /// - Throws: `.noPassword` when the closure throws; `.notReachable`, `.tls`, `.webSocket`, `.refused`,
    ///   `.timedOut`, `.cancelled`; `.closed` on a second call. After a failure the connection is over.
    package func connect(password: () async throws -> String? = { nil }) async throws(MQTTError) {
        guard !isUsed.exchange(true, ordering: .acquiringAndReleasing) else { throw MQTTError(.closed, "used already") }
        feed.begin()
        do throws(MQTTError) {
            let loop = try await prepare(password)
            loop.start()
            try await opened()
        } catch {
            logger.debug("no MQTT connection", metadata: ["broker": "\(settings.endpoint)", "reason": "\(error)"])
            abandon(error)
            throw error
        }
        logger.debug("MQTT connected", metadata: ["broker": "\(settings.endpoint)", "client": "\(settings.clientID)"])
    }

    /// Subscribes to topics with one SUBSCRIBE and waits for the SUBACK. AWS takes eight topics at a time.
    ///
    /// - Throws: `.subscriptionRefused` naming the topics, `.timedOut`, `.cancelled`, `.busy`, or why the connection
    ///   is over.
    package func subscribe(to topics: [String], _ quality: MQTTQuality = .atLeastOnce) async throws(MQTTError) {
        guard !topics.isEmpty else { return }
        try await perform(.subscribe(topics: topics, quality))
    }

    /// Publishes a message; with quality 1 it waits for the PUBACK, which says that the broker has it.
    ///
    /// - Throws: `.timedOut`, `.cancelled` (it may have been sent all the same), `.busy`, `.library` for a topic
    ///   that is none, or why the connection is over.
    package func publish(_ message: MQTTMessage) async throws(MQTTError) {
        try await perform(.publish(message))
    }

    /// Waits up to two seconds for open acknowledgements, says goodbye to the broker and ends the connection.
    package func close() async {
        guard isUsed.exchange(true, ordering: .acquiringAndReleasing) else { return abandon(MQTTError(.closed)) }
        let closer = Acknowledgement()
        mailbox.close(telling: closer)
        await Self.wait(for: closer, atMost: ConnectionLoop.farewell + .seconds(3))
    }

    private func prepare(_ password: () async throws -> String?) async throws(MQTTError) -> ConnectionLoop {
        let secret: String?
        do { secret = try await password() } catch { throw MQTTError(.noPassword, "\(error)") }
        var relay: WebSocketRelay?
        if case .webSocket(let path) = settings.endpoint.transport {
            relay = try await WebSocketRelay.open(to: settings.endpoint, path: path, timeout: settings.connectTimeout)
        }
        return ConnectionLoop(settings: settings, password: secret, mailbox: mailbox, feed: feed, relay: relay)
    }

    /// The thread may be stuck in the system's resolver; hence a clock of our own.
    private func opened() async throws(MQTTError) {
        let timeout = settings.connectTimeout
        let outcome = await withTaskGroup(of: Acknowledgement.Outcome?.self) { [opened = feed.opened] group in
            group.addTask {
                do throws(MQTTError) {
                    try await opened.wait()
                    return .success(())
                } catch { return .failure(error) }
            }
            group.addTask {
                try? await Task.sleep(for: timeout)
                opened.settle(.failure(MQTTError(Task.isCancelled ? .cancelled : .timedOut)))
                return nil
            }
            var outcome: Acknowledgement.Outcome = .failure(MQTTError(.timedOut))
            for await result in group {
                if let result {
                    outcome = result
                    group.cancelAll()
                }
            }
            return outcome
        }
        try outcome.get()
    }

    private func perform(_ kind: Mailbox.Order.Kind) async throws(MQTTError) {
        let order = Mailbox.Order(
            kind: kind, deadline: ContinuousClock.now + settings.acknowledgementTimeout,
            acknowledgement: Acknowledgement())
        try mailbox.post(order)
        try await order.acknowledgement.wait()
    }

    private func abandon(_ reason: MQTTError) {
        feed.finish(reason.code == .closed ? nil : reason)
        mailbox.close()
        mailbox.end(reason)
    }

    private static func wait(for closer: Acknowledgement, atMost limit: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await closer.wait() }
            group.addTask {
                try? await Task.sleep(for: limit)
                closer.settle(.success(()))
            }
            await group.next()
            group.cancelAll()
        }
    }
}
