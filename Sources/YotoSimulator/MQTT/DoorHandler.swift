import Foundation
import NIOCore
import NIOPosix

/// One client at a door: its CONNECT is judged, then its packets go to the real broker and back, each looked at on the
/// way. Whatever Yoto's broker would end the connection for ends it here, without a word (MQTT 3.1.1 has none).
final class DoorHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Stage {
        case awaitingConnect
        case judging
        case open(any Channel)
        case closed
    }

    private let transport: String
    private let authority: DoorAuthority
    private let register: DoorRegister
    private var stage = Stage.awaitingConnect
    private var reader = MQTTPacketReader()
    private var clientID: String?
    /// What came while the CONNECT was judged.
    private var early: [MQTTPacket] = []
    private var players: Set<String> = []

    init(transport: String, authority: DoorAuthority, register: DoorRegister) {
        self.transport = transport
        self.authority = authority
        self.register = register
    }

    func handlerAdded(context: ChannelHandlerContext) { register.enter(context.channel) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        do {
            for packet in try reader.take(unwrapInboundIn(data).readableBytesView) { take(packet, context) }
        } catch {
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .open(let broker) = stage { broker.close(promise: nil) }
        if clientID != nil { note("closed", "") }
        stage = .closed
        register.leave(clientID, context.channel)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func take(_ packet: MQTTPacket, _ context: ChannelHandlerContext) {
        switch stage {
        case .awaitingConnect:
            guard let connect = MQTTConnect(packet) else { return context.close(promise: nil) }
            judge(connect, packet, context)
        case .judging: early.append(packet)
        case .open(let broker): pass(packet, to: broker, context)
        case .closed: break
        }
    }

    private func judge(_ connect: MQTTConnect, _ packet: MQTTPacket, _ context: ChannelHandlerContext) {
        stage = .judging
        clientID = connect.clientID
        note("connect", "\(connect.userName ?? "-") keepalive \(connect.keepAliveSeconds) level \(connect.level)")
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.makeFutureWithTask { [authority] in await authority.judge(connect) }
            .whenSuccess { verdict in
                let (handler, context) = bound.value
                handler.decided(verdict, packet, context)
            }
    }

    private func decided(_ verdict: DoorAuthority.Verdict, _ packet: MQTTPacket, _ context: ChannelHandlerContext) {
        guard context.channel.isActive, case .judging = stage else { return }
        players = verdict.players
        guard verdict.returnCode == 0, let expiry = verdict.expiry else {
            note("connack", "\(verdict.returnCode)")
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: MQTTPacket.connack(verdict.returnCode))))
                .assumeIsolated().whenComplete { _ in context.close(promise: nil) }
            return
        }
        if let older = register.admit(clientID ?? "", context.channel) { older.close(promise: nil) }
        watch(expiry, context)
        reachBroker(with: packet, context)
    }

    /// The broker ends connections whose token has ended (`yoto-platform.md` §3.3.3).
    private func watch(_ expiry: Date, _ context: ChannelHandlerContext) {
        let clock = authority.clock
        let channel = context.channel
        let watch = context.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(100)) { task in
            guard clock.now >= expiry else { return }
            task.cancel()
            channel.close(promise: nil)
        }
        channel.closeFuture.whenComplete { _ in watch.cancel() }
    }

    private func reachBroker(with connect: MQTTPacket, _ context: ChannelHandlerContext) {
        let client = context.channel
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        ClientBootstrap(group: context.eventLoop)
            .channelInitializer { broker in
                broker.eventLoop.makeCompletedFuture {
                    try broker.pipeline.syncOperations.addHandler(BrokerSideHandler(client: client))
                }
            }
            .connect(host: "127.0.0.1", port: authority.brokerPort)
            .whenComplete { result in
                let (handler, context) = bound.value
                guard case .success(let broker) = result, case .judging = handler.stage, context.channel.isActive else {
                    if case .success(let broker) = result { broker.close(promise: nil) }
                    return context.close(promise: nil)
                }
                handler.note("connack", "0")
                handler.stage = .open(broker)
                broker.writeAndFlush(ByteBuffer(bytes: connect.bytes), promise: nil)
                for packet in handler.early { handler.pass(packet, to: broker, context) }
                handler.early = []
            }
    }

    private func pass(_ packet: MQTTPacket, to broker: any Channel, _ context: ChannelHandlerContext) {
        if let filters = packet.filters { note("subscribe", filters.map(\.filter).joined(separator: " ")) }
        if let topic = packet.topic { note("publish", "\(topic) q\((packet.head >> 1) & 3)") }
        guard MQTTRules.allows(packet, players: players) else { return context.close(promise: nil) }
        broker.writeAndFlush(ByteBuffer(bytes: packet.bytes), promise: nil)
    }

    private func note(_ event: String, _ detail: String) {
        register.note(DoorRecord(event: event, transport: transport, clientID: clientID ?? "", detail: detail))
    }
}

/// The broker's side of a client.
private final class BrokerSideHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let client: any Channel

    init(client: any Channel) { self.client = client }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        client.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        client.close(promise: nil)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
