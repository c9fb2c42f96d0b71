import NIOCore

/// Bounds a graceful stop: when the server begins to stop, a connection that still works gets some time to finish and
/// is then closed. First in the pipeline, since NIO's pipelining handler keeps the event for itself.
final class DrainHandler: ChannelInboundHandler {
    typealias InboundIn = Any

    private let patience: TimeAmount
    private var closing: Scheduled<Void>?

    init(patience: TimeAmount) {
        self.patience = patience
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, closing == nil {
            closing = context.eventLoop.assumeIsolated().scheduleTask(in: patience) { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        closing?.cancel()
        closing = nil
        context.fireChannelInactive()
    }
}
