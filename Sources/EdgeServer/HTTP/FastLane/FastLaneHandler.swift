import Core
import NIOCore

/// Answers plain requests for resources right at the socket, without NIO's HTTP codec, pipelining and conversion: that
/// is what a player's connection consists of, and it halves what an answer costs (ADR 7).
///
/// The first request on a connection that is not plain, or not for a resource, has the common handlers added behind
/// this one and goes to them with all that follows it; from then on this handler only passes on. Both ways use the same
/// dispatcher, plan and writer. A connection that never leaves the lane has two handlers and costs no more memory than
/// these.
final class FastLaneHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private enum State {
        /// Between two requests.
        case idle
        /// A resource is looked for, or its answer is written.
        case answering
        /// The common handlers have the connection.
        case left
        case closed
    }

    private let dispatcher: ResourceDispatcher
    private let settings: ConnectionSettings
    private let recorder: RequestRecorder
    private let peer: NetworkAddress?
    private let deadline: RequestDeadline
    /// Called once: with `true` adds the common handlers, with `false` the connection ended without them.
    private let onLeave: (_ isOpen: Bool) -> Void
    private var state = State.idle
    private var writer: ResponseWriter?
    private var exchange: Exchange?
    /// What came behind the request under way.
    private var rest = ByteBuffer()
    private var holdsRead = false
    private var holdsInputClosed = false
    private var isQuiescing = false
    private var isServing = false

    init(
        dispatcher: ResourceDispatcher, settings: ConnectionSettings, recorder: RequestRecorder,
        peer: NetworkAddress?, deadline: RequestDeadline, onLeave: @escaping (_ isOpen: Bool) -> Void
    ) {
        self.dispatcher = dispatcher
        self.settings = settings
        self.recorder = recorder
        self.peer = peer
        self.deadline = deadline
        self.onLeave = onLeave
    }

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .left: context.fireChannelRead(data)
        case .closed: return
        case .answering:
            var more = unwrapInboundIn(data)
            rest.writeBuffer(&more)
        case .idle:
            rest = unwrapInboundIn(data)
            serve(context)
        }
    }

    /// Answers what is there, one request after the other; what is not plain is handed on with all behind it.
    private func serve(_ context: ChannelHandlerContext) {
        isServing = true
        while case .idle = state, rest.readableBytes > 0 {
            var ahead = rest
            guard settings.usesFastLane, let request = PlainRequest(&ahead),
                let provider = dispatcher.provider(for: request.path)
            else {
                leave(context)
                break
            }
            // Nothing is kept of a buffer that was read to its end: NIO reads into it again.
            rest = ahead.readableBytes > 0 ? ahead : ByteBuffer()
            ahead = ByteBuffer()
            begin(request, provider, context)
        }
        isServing = false
        if case .answering = state { return }
        releaseHeld(context)
    }

    private func begin(_ request: PlainRequest, _ provider: any ResourceProvider, _ context: ChannelHandlerContext) {
        state = .answering
        deadline.answerBegan()
        exchange = Exchange(request)
        let now = dispatcher.clock.instant
        if let content = dispatcher.answerAtHand(request, from: provider, peer: peer, now: now) {
            send(content, context)
        } else {
            dispatcher.answer(request, from: provider, peer: peer, now: now, on: context.eventLoop).assumeIsolated()
                .whenSuccess { [self] in send($0, context) }
        }
    }

    private func leave(_ context: ChannelHandlerContext) {
        state = .left
        let all = rest
        rest = ByteBuffer()
        onLeave(true)
        context.fireChannelRead(wrapInboundOut(all))
        // Hummingbird takes what it got when it hears this; behind an answer of ours the socket's own was long ago.
        context.fireChannelReadComplete()
    }

    // MARK: - Answers

    private func send(_ content: ResponseContent, _ context: ChannelHandlerContext) {
        // The connection may have gone while the resource was looked for.
        guard case .answering = state, let exchange else { return content.abandon() }
        var head = content.head
        let framing: ResponseWriter.Framing = if case .live = content.body { .chunks } else { .raw }
        if framing == .chunks { head.set("Transfer-Encoding", "chunked") }
        exchange.status = head.status
        exchange.firstByte = .now()
        var bytes = context.channel.allocator.buffer(capacity: 1024)
        head.write(to: &bytes, requestID: exchange.requestID)
        let writer = ResponseWriter(context: context, settings: settings, framing: framing) { [self] outcome in
            ended(outcome, context)
        }
        self.writer = writer
        writer.start(head: wrapOutboundOut(.byteBuffer(bytes)), content)
    }

    private func ended(_ outcome: ResponseWriter.Outcome, _ context: ChannelHandlerContext) {
        record(isComplete: outcome == .complete)
        let isFlushed = writer?.isFlushed ?? true
        writer = nil
        guard context.channel.isActive else { return }
        switch outcome {
        case .broken, .spoiled:
            state = .closed
            if outcome == .spoiled { context.resetOnClose() }
            context.close(promise: nil)
        case .complete where isQuiescing: closeAfterWrites(context)
        case .complete:
            if !isFlushed { context.flush() }
            deadline.answerEnded()
            state = .idle
            // In the middle of serving, whoever began this answer goes on.
            if !isServing { serve(context) }
        }
    }

    private func record(isComplete: Bool) {
        guard let exchange else { return }
        self.exchange = nil
        exchange.bytesSent = writer?.bytesSent ?? 0
        // The head of a live stream ends with its connection: there, that is the proper end.
        recorder.record(exchange, isComplete: isComplete || exchange.method == "HEAD" && exchange.status > 0)
    }

    private func closeAfterWrites(_ context: ChannelHandlerContext) {
        state = .closed
        let written = context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.byteBuffer(ByteBuffer())), promise: written)
    }

    // MARK: - The connection's events

    /// While an answer is under way nothing more is read: a client that sends on waits in the kernel.
    func read(context: ChannelHandlerContext) {
        if case .answering = state {
            holdsRead = true
        } else {
            context.read()
        }
    }

    private func releaseHeld(_ context: ChannelHandlerContext) {
        if holdsInputClosed {
            holdsInputClosed = false
            inputClosed(context)
        }
        if holdsRead {
            holdsRead = false
            context.read()
        }
    }

    private func inputClosed(_ context: ChannelHandlerContext) {
        guard case .left = state else { return context.close(promise: nil) }
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch (event, state) {
        case (_, .left): context.fireUserInboundEventTriggered(event)
        case (ChannelEvent.inputClosed, .answering): holdsInputClosed = true
        case (ChannelEvent.inputClosed, _): context.close(promise: nil)
        case (is ChannelShouldQuiesceEvent, .answering): isQuiescing = true
        case (is ChannelShouldQuiesceEvent, _): context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// Of no use to anybody before the common handlers are there.
    func channelReadComplete(context: ChannelHandlerContext) {
        if case .left = state { context.fireChannelReadComplete() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if case .left = state { context.fireChannelWritabilityChanged() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if case .left = state { return context.fireErrorCaught(error) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline.cancel()
        if case .left = state {
            context.fireChannelInactive()
            return
        }
        state = .closed
        writer?.cancel()
        record(isComplete: false)
        writer = nil
        onLeave(false)
    }
}
