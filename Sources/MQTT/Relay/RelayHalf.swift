import NIOCore

/// One end of the relay: what it reads, its partner writes. It reads only while the partner can write, so a slow end
/// slows the other down instead of filling memory. Both halves live on the same event loop.
final class RelayHalf: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var partner: RelayHalf?
    private var context: ChannelHandlerContext?
    private var wantsToRead = false
    private let onActive: (RelayHalf, any Channel) -> Void

    /// - Parameter onActive: called when the channel is ready, on its event loop.
    init(onActive: @escaping (RelayHalf, any Channel) -> Void = { _, _ in }) { self.onActive = onActive }

    /// Makes two halves one relay.
    static func join(_ one: RelayHalf, _ other: RelayHalf) {
        one.partner = other
        other.partner = one
        one.partnerCanWrite()
        other.partnerCanWrite()
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        let partner = partner
        self.partner = nil
        partner?.close()
    }

    func channelActive(context: ChannelHandlerContext) {
        onActive(self, context.channel)
        context.fireChannelActive()
    }

    func read(context: ChannelHandlerContext) {
        guard partner?.context?.channel.isWritable == true else {
            wantsToRead = true
            return
        }
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard let other = partner?.context else { return }
        other.write(wrapOutboundOut(unwrapInboundIn(data)), promise: nil)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        partner?.context?.flush()
        context.fireChannelReadComplete()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { partner?.partnerCanWrite() }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        partner?.close()
        context.fireChannelInactive()
    }

    private func partnerCanWrite() {
        guard wantsToRead else { return }
        wantsToRead = false
        context?.read()
    }

    private func close() { context?.close(promise: nil) }
}
