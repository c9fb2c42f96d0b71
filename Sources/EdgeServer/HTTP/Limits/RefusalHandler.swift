import NIOCore

/// All that a connection for which there is no room gets: 503 with `Retry-After`, whatever it asked, and the end.
///
/// The answer is written at once and what the client sends is dropped, so that nobody can hold a refused connection
/// open by sending slowly; it lingers a moment, or the client would see a reset instead of the answer (RFC 9112 §9.6).
final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let linger: TimeAmount
    private var closing: Scheduled<Void>?

    init(linger: TimeAmount) {
        self.linger = linger
    }

    func channelActive(context: ChannelHandlerContext) {
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(mode: .output, promise: nil) }
        context.writeAndFlush(wrapOutboundOut(Self.answer), promise: written)
        closing = context.eventLoop.assumeIsolated().scheduleTask(in: linger) { context.close(promise: nil) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        closing?.cancel()
        context.fireChannelInactive()
    }

    /// `Retry-After` in seconds. Without `Date`: nobody may keep this anyway.
    private static let answer: ByteBuffer = {
        let document =
            #"{"code":"unavailable","detail":"Too many connections at the moment; try again soon.","status":503,"#
            + #""title":"Not ready","type":"/help/errors/#unavailable"}"#
        return ByteBuffer(
            string: "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
                + "Content-Length: \(document.utf8.count)\r\nCache-Control: no-store\r\nRetry-After: 5\r\n"
                + "Connection: close\r\n\r\n\(document)")
    }()
}
