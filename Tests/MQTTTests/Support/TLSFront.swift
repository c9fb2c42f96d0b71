import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOTLS
import NIOWebSocket
import TestSupport

/// A TLS server in front of a broker: MQTT right inside TLS, or inside a WebSocket at `/mqtt`.
final class TLSFront: Sendable {
    enum Kind: Sendable {
        case mqtt
        /// With the subprotocol that it answers.
        case webSocket(subprotocol: String?)
    }

    let port: Int
    private let listener: any Channel
    private let record: Record

    /// The application protocol of each finished handshake.
    var applicationProtocols: [String?] { record.applicationProtocols.withLock { $0 } }
    /// The requests that asked for a WebSocket.
    var requests: [HTTPRequestHead] { record.requests.withLock { $0 } }

    final class Record: Sendable {
        let applicationProtocols = Locked<[String?]>([])
        let requests = Locked<[HTTPRequestHead]>([])
    }

    private init(listener: any Channel, record: Record) {
        self.listener = listener
        self.record = record
        port = listener.localAddress?.port ?? 0
    }

    /// Runs a closure while the server runs; it ends with the closure.
    static func with<R>(
        _ kind: Kind, certificate: Certificate, brokerPort: Int, _ body: (TLSFront) async throws -> R
    ) async throws -> R {
        var configuration = try TLSConfiguration.makeServerConfiguration(
            certificateChain: NIOSSLCertificate.fromPEMFile(certificate.certificateFile).map { .certificate($0) },
            privateKey: .privateKey(NIOSSLPrivateKey(file: certificate.keyFile, format: .pem)))
        configuration.applicationProtocols = ["mqtt", "http/1.1"]
        let context = try NIOSSLContext(configuration: configuration)
        let record = Record()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandlers(NIOSSLServerHandler(context: context), HandshakeWitness(record))
                    switch kind {
                    case .mqtt: try pipeline.addHandler(BrokerBridge(brokerPort: brokerPort))
                    case .webSocket(let subprotocol):
                        try addUpgrade(to: channel, record: record, subprotocol: subprotocol, brokerPort: brokerPort)
                    }
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let front = TLSFront(listener: listener, record: record)
        do {
            let result = try await body(front)
            try await listener.close()
            return result
        } catch {
            try await listener.close()
            throw error
        }
    }

    private static func addUpgrade(
        to channel: any Channel, record: Record, subprotocol: String?, brokerPort: Int
    ) throws {
        let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, head in
                record.requests.withLock { $0.append(head) }
                let fields: HTTPHeaders = subprotocol.map { ["Sec-WebSocket-Protocol": $0] } ?? [:]
                return channel.eventLoop.makeSucceededFuture(head.uri == "/mqtt" ? fields : nil)
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    let refusal = try channel.pipeline.syncOperations.context(handlerType: NotFound.self)
                    channel.pipeline.syncOperations.removeHandler(context: refusal, promise: nil)
                    try channel.pipeline.syncOperations.addHandlers(
                        ServerFrames(), BrokerBridge(brokerPort: brokerPort))
                }
            })
        try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withServerUpgrade: (upgraders: [upgrader], completionHandler: { _ in }))
        try channel.pipeline.syncOperations.addHandler(NotFound())
    }
}

/// Notes the application protocol that the handshake settled on.
private final class HandshakeWitness: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let record: TLSFront.Record

    init(_ record: TLSFront.Record) { self.record = record }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case TLSUserEvent.handshakeCompleted(let name) = event {
            record.applicationProtocols.withLock { $0.append(name) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

/// Answers what is no WebSocket.
private final class NotFound: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        let head = HTTPResponseHead(version: .http1_1, status: .notFound, headers: ["Content-Length": "0"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

/// The server's side of frames: it refuses unmasked ones, and cuts what it sends into small ones.
private final class ServerFrames: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = WebSocketFrame

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        guard frame.maskKey != nil, frame.opcode != .connectionClose else { return context.close(promise: nil) }
        if frame.opcode == .binary { context.fireChannelRead(wrapInboundOut(frame.unmaskedData)) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var rest = unwrapOutboundIn(data)
        var isFirst = true
        while let piece = rest.readSlice(length: min(1000, rest.readableBytes)), piece.readableBytes > 0 {
            let frame = WebSocketFrame(
                fin: rest.readableBytes == 0, opcode: isFirst ? .binary : .continuation, data: piece)
            context.write(wrapOutboundOut(frame), promise: rest.readableBytes == 0 ? promise : nil)
            isFirst = false
        }
        let ping = WebSocketFrame(fin: true, opcode: .ping, data: ByteBuffer(string: "are you there"))
        context.write(wrapOutboundOut(ping), promise: nil)
    }
}

/// Passes bytes to the broker and back.
private final class BrokerBridge: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let brokerPort: Int
    private var broker: EventLoopFuture<any Channel>?

    init(brokerPort: Int) { self.brokerPort = brokerPort }

    func handlerAdded(context: ChannelHandlerContext) {
        let near = context.channel
        broker = ClientBootstrap(group: context.eventLoop).channelInitializer { channel in
            channel.closeFuture.whenComplete { _ in near.close(promise: nil) }
            return channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(Echo(to: near))
            }
        }.connect(host: "127.0.0.1", port: brokerPort)
        broker?.whenFailure { _ in near.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        broker?.whenSuccess { $0.writeAndFlush(bytes, promise: nil) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        broker?.whenSuccess { $0.close(promise: nil) }
    }
}

/// Writes what it reads to another channel.
private final class Echo: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let channel: any Channel

    init(to channel: any Channel) { self.channel = channel }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        channel.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }
}
