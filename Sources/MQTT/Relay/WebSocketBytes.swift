import NIOCore
import NIOWebSocket

/// Turns binary frames into a stream of bytes and bytes into masked binary frames. MQTT packets need not begin or end
/// with a frame (MQTT 3.1.1 §6).
final class WebSocketBytes: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = WebSocketFrame

    /// Many servers take no larger frames.
    private static let largestFrame = 16_384

    private var saidGoodbye = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .binary, .continuation:
            context.fireChannelRead(wrapInboundOut(frame.unmaskedData))
        case .ping:
            send(frame.unmaskedData, as: .pong, in: context)
        case .connectionClose:
            context.close(promise: nil)
        case .pong: break
        default:
            // MQTT is binary; a text frame is an error of protocol (MQTT 3.1.1 §6.0).
            context.fireErrorCaught(MQTTError(.webSocket, "a frame that is not binary"))
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        var rest = unwrapOutboundIn(data)
        repeat {
            let piece = rest.readSlice(length: min(rest.readableBytes, Self.largestFrame)) ?? ByteBuffer()
            let frame = WebSocketFrame(fin: true, opcode: .binary, maskKey: .random(), data: piece)
            context.write(wrapOutboundOut(frame), promise: rest.readableBytes == 0 ? promise : nil)
        } while rest.readableBytes > 0
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if !saidGoodbye, context.channel.isActive {
            saidGoodbye = true
            send(ByteBuffer(bytes: [0x03, 0xE8]), as: .connectionClose, in: context)
        }
        context.close(mode: mode, promise: promise)
    }

    private func send(_ data: ByteBuffer, as opcode: WebSocketOpcode, in context: ChannelHandlerContext) {
        let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }
}
