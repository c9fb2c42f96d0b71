import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOTLS
import NIOWebSocket

/// The two ways to the broker, as Yoto's have them: MQTT in TLS with ALPN `mqtt`, and MQTT in WebSocket in TLS at
/// `/mqtt` with the subprotocol `mqtt` (`yoto-platform.md` §3.1, §3.8).
struct BrokerDoors: Sendable {
    let webSocketPort: Int
    let tlsPort: Int
    private let listeners: [any Channel]

    /// Opens both on free ports of 127.0.0.1.
    static func open(
        _ broker: SimulatedBroker, authority: DoorAuthority, register: DoorRegister
    ) async throws -> BrokerDoors {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(broker.certificateFile).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: broker.keyFile, format: .pem)))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["mqtt"]
        let tls = try NIOSSLContext(configuration: configuration)
        configuration.applicationProtocols = ["http/1.1"]
        let web = try NIOSSLContext(configuration: configuration)
        let plain = try await listen("mqtts", tls, register) { channel in
            let handler = DoorHandler(transport: "mqtts", authority: authority, register: register)
            try channel.pipeline.syncOperations.addHandlers(ProtocolDemand(), handler)
        }
        let webSocket = try await listen("wss", web, register) { channel in
            try addUpgrade(to: channel) {
                DoorHandler(transport: "wss", authority: authority, register: register)
            }
        }
        return BrokerDoors(
            webSocketPort: webSocket.localAddress?.port ?? 0, tlsPort: plain.localAddress?.port ?? 0,
            listeners: [plain, webSocket])
    }

    func close() async {
        for listener in listeners { try? await listener.close() }
    }

    private static func listen(
        _ transport: String, _ context: NIOSSLContext, _ register: DoorRegister,
        _ setUp: @escaping @Sendable (any Channel) throws -> Void
    ) async throws -> any Channel {
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard !register.isShut(transport) else { throw ChannelError.eof }
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    try setUp(channel)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    private static func addUpgrade(
        to channel: any Channel, _ handler: @escaping @Sendable () -> DoorHandler
    ) throws {
        let upgrader = NIOWebSocketServerUpgrader(
            maxFrameSize: 1 << 18,
            shouldUpgrade: { channel, head in
                let offered = head.headers[canonicalForm: "sec-websocket-protocol"]
                let isWanted = head.uri == "/mqtt" && offered.contains("mqtt")
                return channel.eventLoop.makeSucceededFuture(isWanted ? ["Sec-WebSocket-Protocol": "mqtt"] : nil)
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    pipeline.removeHandler(context: try pipeline.context(handlerType: NoUpgrade.self), promise: nil)
                    try pipeline.addHandlers(WebSocketServerBytes(), handler())
                }
            })
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withServerUpgrade: (upgraders: [upgrader], completionHandler: { _ in }))
        try channel.pipeline.syncOperations.addHandler(NoUpgrade())
    }
}

/// Without ALPN `mqtt` this port is for client certificates, which nobody has: the connection ends.
private final class ProtocolDemand: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted(let name) = event, name != "mqtt" { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// Answers 403 to what is no MQTT over WebSocket.
private final class NoUpgrade: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        let head = HTTPResponseHead(
            version: .http1_1, status: .forbidden, headers: ["Content-Length": "0", "Connection": "close"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// The server's side of binary frames.
private final class WebSocketServerBytes: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = WebSocketFrame

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .binary, .continuation: context.fireChannelRead(wrapInboundOut(frame.unmaskedData))
        case .ping:
            let pong = WebSocketFrame(fin: true, opcode: .pong, data: frame.unmaskedData)
            context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
        case .pong: break
        default: context.close(promise: nil)
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let frame = WebSocketFrame(fin: true, opcode: .binary, data: unwrapOutboundIn(data))
        context.write(wrapOutboundOut(frame), promise: promise)
    }
}
