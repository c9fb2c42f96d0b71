import Core
import NIOCore
import NIOHTTP1

/// Answers requests for resources right behind NIO's HTTP codec and pipelining handler, and passes all others on to
/// Hummingbird (`design.md` §4). The pipelining handler delivers one request at a time, so there is one answer at a
/// time.
///
/// It also decides, for both, when a connection is closed after an answer.
final class FileServingHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        case idle
        /// A request of ours arrives; its content is counted and dropped.
        case receiving(ResourceDispatcher.Claim, contentBytes: Int)
        /// Its resource is looked for, or its answer is written.
        case answering(HTTPRequestHead)
        /// Hummingbird's.
        case passing(HTTPRequestHead)
        /// Nothing more will be answered here.
        case closing
    }

    private let dispatcher: ResourceDispatcher
    private let settings: ConnectionSettings
    private let peer: NetworkAddress?
    private var state = State.idle
    private var writer: ResponseWriter?
    /// The client's half-close arrived while an answer was under way: it is passed on afterwards, since Hummingbird
    /// closes the connection on it.
    private var heldInputClosed = false

    init(dispatcher: ResourceDispatcher, settings: ConnectionSettings, peer: NetworkAddress?) {
        self.peer = peer
        self.dispatcher = dispatcher
        self.settings = settings
    }

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (_, .closing): return
        case (.head(let head), _): begin(head, data: data, context: context)
        case (.body(let buffer), .receiving(let claim, let bytes)):
            let total = bytes + buffer.readableBytes
            state = .receiving(claim, contentBytes: total)
            if total > settings.maximumIgnoredContent { refuseContent(of: claim, context: context) }
        case (.end, .receiving(let claim, _)): answer(claim, context: context)
        case (.body, .answering), (.end, .answering): return
        default: context.fireChannelRead(data)
        }
    }

    private func begin(_ head: HTTPRequestHead, data: NIOAny, context: ChannelHandlerContext) {
        if let problem = RequestRules.violation(of: head) { return refuse(head, problem, context: context) }
        if RequestRules.awaitsContinue(head) {
            context.writeAndFlush(wrapOutboundOut(.head(.init(version: .http1_1, status: .continue))), promise: nil)
        }
        if let claim = dispatcher.claim(head) {
            state = .receiving(claim, contentBytes: 0)
        } else {
            state = .passing(head)
            context.fireChannelRead(data)
        }
    }

    private func answer(_ claim: ResourceDispatcher.Claim, context: ChannelHandlerContext) {
        state = .answering(claim.head)
        dispatcher.answer(claim, peer: peer, on: context.eventLoop).assumeIsolated().whenSuccess { [self] content in
            send(content, context: context)
        }
    }

    /// Nothing more is read of a connection whose requests may be understood in two ways.
    private func refuse(_ head: HTTPRequestHead, _ problem: Problem, context: ChannelHandlerContext) {
        state = .answering(head)
        let path = RedactedPath(head.uri).text
        var content = ResponseContent(problem, instance: path, fields: [], now: dispatcher.clock.instant)
        content.head.set("Connection", "close")
        send(content, context: context)
    }

    /// More content than is worth reading and dropping: say so and close, without waiting for the rest of it.
    private func refuseContent(of claim: ResourceDispatcher.Claim, context: ChannelHandlerContext) {
        state = .answering(claim.head)
        var content = dispatcher.refusal(claim, Problem(.payloadTooLarge))
        content.head.set("Connection", "close")
        send(content, context: context)
    }

    // MARK: - Answers

    private func send(_ content: ResponseContent, context: ChannelHandlerContext) {
        // The connection may have gone while the resource was looked for.
        guard case .answering(let request) = state else { return content.abandon() }
        let closes = !request.isKeepAlive || content.head["Connection"] == "close"
        var head = content.head.http(version: .http1_1)
        Self.frame(&head, for: request, closes: closes)
        let writer = ResponseWriter(context: context, settings: settings, framing: .parts) { [self] outcome in
            ended(outcome, closes: closes, context: context)
        }
        self.writer = writer
        writer.start(head: wrapOutboundOut(.head(head)), content)
    }

    /// An HTTP/1.0 client gets its version, hence no chunks: a live body ends with its connection (RFC 9112 §6.3).
    private static func frame(_ head: inout HTTPResponseHead, for request: HTTPRequestHead, closes: Bool) {
        let isOld = request.version.minor == 0
        head.version = isOld ? .http1_0 : .http1_1
        if closes {
            head.headers.replaceOrAdd(name: "Connection", value: "close")
        } else if isOld {
            head.headers.replaceOrAdd(name: "Connection", value: "keep-alive")
        }
    }

    private func ended(_ outcome: ResponseWriter.Outcome, closes: Bool, context: ChannelHandlerContext) {
        writer = nil
        guard context.channel.isActive else { return }
        switch outcome {
        case .broken, .spoiled:
            state = .closing
            if outcome == .spoiled { context.resetOnClose() }
            context.close(promise: nil)
        case .complete where closes: writeEndAndClose(wrapOutboundOut(.end(nil)), context: context)
        case .complete:
            // Before `.end`: in the middle of writing it, the next request may arrive.
            state = .idle
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
            guard heldInputClosed else { return }
            heldInputClosed = false
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
    }

    /// Ends the last answer, closes our direction and leaves the client a moment to read the rest and close its own
    /// (RFC 9112 §9.6).
    private func writeEndAndClose(
        _ end: NIOAny, promise: EventLoopPromise<Void>? = nil, context: ChannelHandlerContext
    ) {
        state = .closing
        let written = promise ?? context.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { [self] _ in
            guard !heldInputClosed else { return context.close(promise: nil) }
            context.close(mode: .output, promise: nil)
            context.eventLoop.assumeIsolated().scheduleTask(in: settings.lingerTimeout) { context.close(promise: nil) }
        }
        context.writeAndFlush(end, promise: written)
    }

    /// Hummingbird writes HTTP/1.1 whatever was asked, and closes only on a bare `close`: its answers get the client's
    /// version and closing here.
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .passing(let request) = state, !request.isKeepAlive || request.version.minor == 0 else {
            return context.write(data, promise: promise)
        }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            Self.frame(&head, for: request, closes: !request.isKeepAlive)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            if request.isKeepAlive {
                context.write(data, promise: promise)
            } else {
                writeEndAndClose(data, promise: promise, context: context)
            }
        }
    }

    // MARK: - The connection's events

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case ChannelEvent.inputClosed = event else { return context.fireUserInboundEventTriggered(event) }
        switch state {
        case .answering: heldInputClosed = true
        case .closing: context.close(promise: nil)
        case .idle, .receiving, .passing: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        state = .closing
        writer?.cancel()
        writer = nil
        context.fireChannelInactive()
    }
}
