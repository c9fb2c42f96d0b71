import NIOCore
import NIOPosix

/// MQTT over WebSocket for a library that knows only TCP: the relay holds the WebSocket to the broker and listens on
/// 127.0.0.1, where libmosquitto connects.
///
/// The listener lives for one attempt and lets in exactly one connection: the one whose port our own socket has, told
/// by ``admit(port:)`` after it connected. Other local users may reach the port, but nothing of theirs is read and
/// nothing is written to them.
struct WebSocketRelay: Sendable {
    /// Where libmosquitto connects, on 127.0.0.1.
    let port: Int
    private let door: NIOLoopBound<RelayDoor>
    private let loop: any EventLoop
    private let faults: RelayFaults

    /// Connects to the broker, completes the WebSocket handshake and listens.
    ///
    /// - Throws: `.notReachable`, `.tls`, `.webSocket`, `.timedOut`, `.cancelled`.
    static func open(
        to endpoint: MQTTEndpoint, path: String, timeout: Duration
    ) async throws(MQTTError) -> WebSocketRelay {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let faults = RelayFaults()
        let upstream = try await WebSocketUpstream(endpoint: endpoint, path: path, timeout: timeout, faults: faults)
            .connect(on: loop)
        do {
            return try await listen(in: upstream, on: loop, faults: faults)
        } catch {
            upstream.close(promise: nil)
            throw MQTTError(.notReachable, "no port on 127.0.0.1: \(error)")
        }
    }

    private static func listen(
        in upstream: any Channel, on loop: any EventLoop, faults: RelayFaults
    ) async throws -> WebSocketRelay {
        let door = try await loop.submit { NIOLoopBound(RelayDoor(upstream: upstream), eventLoop: loop) }.get()
        let listener = try await ServerBootstrap(group: loop)
            .serverChannelOption(.backlog, value: 16)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                loop.makeCompletedFuture {
                    let half = RelayHalf { door.value.knock($0, on: $1) }
                    try channel.pipeline.syncOperations.addHandler(half)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        guard let port = listener.localAddress?.port else { throw ChannelError.unknownLocalAddress }
        try await loop.submit { door.value.open(listener) }.get()
        return WebSocketRelay(port: port, door: door, loop: loop, faults: faults)
    }

    /// Lets in the connection that comes from this port of ours, now or when it arrives; turns away all others.
    func admit(port: Int) {
        loop.execute { [door] in door.value.admit(port: port) }
    }

    /// Closes everything.
    func close() {
        loop.execute { [door] in door.value.close() }
    }

    /// What went wrong between the relay and the broker, if anything did.
    var failure: MQTTError? { faults.first }
}
