import NIOCore
import NIOHTTP1

/// Closes connections on which a request is awaited, or arrives, too slowly. While an answer is made or sent nothing is
/// measured here: a song may take an hour, and the writer watches its own progress.
///
/// A header that trickles in counts as not arrived, which is what a slow-header attack is.
final class RequestTimeoutHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let limit: TimeAmount
    private var isAnswering = false
    private var lastEvent = NIODeadline.now()
    private var task: Scheduled<Void>?

    init(limit: TimeAmount) {
        self.limit = limit
    }

    func handlerAdded(context: ChannelHandlerContext) {
        schedule(in: limit, context: context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        lastEvent = .now()
        if case .end = unwrapInboundIn(data) { isAnswering = true }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            isAnswering = false
            lastEvent = .now()
        }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        task?.cancel()
        task = nil
        context.fireChannelInactive()
    }

    private func schedule(in delay: TimeAmount, context: ChannelHandlerContext) {
        task = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { [self] in
            let quiet = NIODeadline.now() - lastEvent
            if isAnswering {
                schedule(in: limit, context: context)
            } else if quiet >= limit {
                context.close(promise: nil)
            } else {
                schedule(in: limit - quiet, context: context)
            }
        }
    }
}
