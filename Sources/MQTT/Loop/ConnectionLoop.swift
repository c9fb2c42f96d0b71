import Foundation

/// The life of one connection on its own thread, from CONNECT to the end.
///
/// `poll` waits for the socket and for the mailbox; then libmosquitto reads and writes without waiting. Nobody else
/// ever calls the library for this connection.
struct ConnectionLoop: Sendable {
    /// How long unacknowledged messages may hold up a goodbye.
    static let farewell: Duration = .seconds(2)
    /// The longest wait; the library counts its keepalive in seconds.
    private static let heartbeat: Duration = .seconds(1)

    let settings: MQTTSettings
    let password: String?
    let mailbox: Mailbox
    let feed: ConnectionFeed
    /// In front of the broker when the transport is WebSocket.
    let relay: WebSocketRelay?

    /// Starts the thread.
    func start() {
        let thread = Thread { run() }
        thread.name = "mqtt"
        thread.start()
    }

    private func run() {
        var pending = PendingOrders(mailbox: mailbox)
        let reason = serve(&pending)
        relay?.close()
        pending.failAll(reason ?? MQTTError(.closed))
        feed.finish(reason)
        mailbox.end(reason ?? MQTTError(.closed))
    }

    /// - Returns: why the connection ended, `nil` when we asked for it.
    private func serve(_ pending: inout PendingOrders) -> MQTTError? {
        do {
            let inbox = CallbackInbox(maximumPayload: settings.maximumPayload) { [feed] in feed.deliver($0) }
            let client = try MosquittoClient(settings, password: password, inbox: inbox)
            try connect(client)
            try awaitAcceptance(client)
            return try exchange(client, &pending)
        } catch {
            return error
        }
    }

    private func connect(_ client: MosquittoClient) throws(MQTTError) {
        let host = relay == nil ? settings.endpoint.host : "127.0.0.1"
        let port = relay?.port ?? settings.endpoint.port
        try client.connect(host: host, port: port, keepAliveSeconds: settings.keepAliveSeconds)
        guard let relay else { return }
        guard let port = client.localPort else { throw MQTTError(.notReachable, "the relay has gone") }
        relay.admit(port: port)
    }

    /// Pumps until CONNACK.
    private func awaitAcceptance(_ client: MosquittoClient) throws(MQTTError) {
        let deadline = ContinuousClock.now + settings.connectTimeout
        while client.inbox.connected == nil {
            if mailbox.isClosing { throw MQTTError(.closed) }
            guard ContinuousClock.now < deadline else { throw MQTTError(.timedOut, "no answer to CONNECT") }
            wait(for: client, until: deadline)
            do { try client.pump() } catch {
                if let code = client.inbox.connected, code != 0 { throw MQTTError(.refused(code)) }
                throw error.code == .lost ? relay?.failure ?? error : error
            }
            guard client.socket >= 0 || client.inbox.connected != nil else { throw MQTTError(.lost) }
        }
        if let code = client.inbox.connected, code != 0 { throw MQTTError(.refused(code)) }
        feed.accept()
    }

    /// Passes orders and answers until one side ends it.
    private func exchange(_ client: MosquittoClient, _ pending: inout PendingOrders) throws(MQTTError) -> MQTTError? {
        var farewellEnds: ContinuousClock.Instant?
        while client.socket >= 0 {
            let delivery = mailbox.collect()
            for order in delivery.orders { pending.begin(order, with: client) }
            if delivery.isClosing {
                let ends = farewellEnds ?? ContinuousClock.now + Self.farewell
                farewellEnds = ends
                if pending.isEmpty || ContinuousClock.now >= ends {
                    client.disconnect()
                    return nil
                }
            }
            wait(for: client, until: [pending.nextDeadline, farewellEnds].compactMap { $0 }.min())
            try client.pump()
            pending.settle(from: client.inbox)
            pending.expire(at: ContinuousClock.now)
        }
        throw MQTTError(.lost)
    }

    private func wait(for client: MosquittoClient, until deadline: ContinuousClock.Instant?) {
        let rest = deadline.map { max(.zero, $0 - ContinuousClock.now) } ?? Self.heartbeat
        let milliseconds = min(rest, Self.heartbeat) / .milliseconds(1)
        let interest = POLLIN | (client.wantsToWrite ? POLLOUT : 0)
        var descriptors = [
            pollfd(fd: client.socket, events: Int16(interest), revents: 0),
            pollfd(fd: mailbox.pipe.readEnd, events: Int16(POLLIN), revents: 0),
        ]
        poll(&descriptors, nfds_t(descriptors.count), Int32(milliseconds.rounded(.up)))
        mailbox.pipe.drain()
    }
}
