import Core
import NIOCore
import NIOHTTP1

/// Answers requests for resources right behind NIO's HTTP codec and pipelining handler, and passes all others on to
/// Hummingbird (`design.md` §4). The pipelining handler delivers one request at a time, so there is one answer at a time.
///
/// It also keeps what Hummingbird's own connection handler would: which connections to keep alive and when to close.
final class FileServingHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum State {
        case idle
        /// A request of ours arrives; its content is counted and dropped.
        case receiving(HTTPRequestHead, contentBytes: Int)
        /// Its resource is looked for, or its answer is written.
        case answering(HTTPRequestHead)
        /// Hummingbird's.
        case passing(HTTPRequestHead)
        /// Nothing more will be answered here.
        case closing
    }

    private let providers: [any ResourceProvider]
    private let settings: ConnectionSettings
    private let clock: HTTPClock
    private var state = State.idle
    private var writer: ResponseWriter?
    /// The client's half-close arrived while an answer was under way: it is passed on afterwards, since Hummingbird
    /// closes the connection on it.
    private var heldInputClosed = false

    init(providers: [any ResourceProvider], settings: ConnectionSettings, clock: HTTPClock) {
        self.providers = providers
        self.settings = settings
        self.clock = clock
    }

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch (unwrapInboundIn(data), state) {
        case (_, .closing): return
        case (.head(let head), _):
            if DynamicPaths.contains(Self.rawPath(of: head.uri)), provider(for: head) == nil {
                state = .passing(head)
                context.fireChannelRead(data)
            } else {
                state = .receiving(head, contentBytes: 0)
            }
        case (.body(let buffer), .receiving(let head, let bytes)):
            state = .receiving(head, contentBytes: bytes + buffer.readableBytes)
            if bytes + buffer.readableBytes > settings.maximumIgnoredContent {
                refuseContent(of: head, context: context)
            }
        case (.end, .receiving(let head, _)): answer(head, context: context)
        default: context.fireChannelRead(data)
        }
    }

    private func provider(for head: HTTPRequestHead) -> (any ResourceProvider)? {
        let path = Self.rawPath(of: head.uri)
        return providers.first { $0.claims(path) }
    }

    private func answer(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
        state = .answering(head)
        let now = clock.instant
        let target: RequestTarget
        let provider: any ResourceProvider
        switch Result(catching: { () throws(Problem) in try RequestTarget(parsing: head.uri) }) {
        case .success(let parsed):
            guard let found = providers.first(where: { $0.claims(parsed.rawPath) }) else {
                return refuse(head, Problem(.notFound), context: context, now: now)
            }
            (target, provider) = (parsed, found)
        case .failure(let problem):
            // `OPTIONS *` asks about the server as a whole (RFC 9110 §9.3.7).
            if head.method == .OPTIONS, head.uri == "*" { return sendOptions(head, context: context, now: now) }
            return refuse(head, problem, context: context, now: now)
        }
        switch head.method {
        case .GET, .HEAD:
            let request = ResourceRequest(target: target, headers: head.headers, now: now)
            provider.answer(to: request, on: context.eventLoop).assumeIsolated().whenComplete { [self] result in
                guard case .answering = state else { return }
                let answer = (try? result.get()) ?? .problem(Problem(.internal), fields: [])
                send(ResponseContent(answer, to: head, instance: target.path, now: now), context: context)
            }
        case .OPTIONS: sendOptions(head, context: context, now: now)
        default: refuse(head, Problem(.methodNotAllowed), context: context, now: now)
        }
    }

    private func sendOptions(_ head: HTTPRequestHead, context: ChannelHandlerContext, now: HTTPClock.Instant) {
        let fields = errorFields(for: head) + [(name: "Allow", value: Self.allowed)]
        send(ResponseContent(status: 204, fields: fields, now: now, body: .pieces([])), context: context)
    }

    private func refuse(
        _ head: HTTPRequestHead, _ problem: Problem, context: ChannelHandlerContext, now: HTTPClock.Instant
    ) {
        var fields = errorFields(for: head)
        if problem.code == .methodNotAllowed { fields.append((name: "Allow", value: Self.allowed)) }
        let instance = String(Self.rawPath(of: head.uri).prefix(256))
        send(
            ResponseContent(problem, instance: instance, isHead: head.method == .HEAD, fields: fields, now: now),
            context: context)
    }

    /// More content than is worth reading and dropping: say so and close, without waiting for the rest of it.
    private func refuseContent(of head: HTTPRequestHead, context: ChannelHandlerContext) {
        state = .answering(head)
        var content = ResponseContent(
            Problem(.payloadTooLarge), instance: String(Self.rawPath(of: head.uri).prefix(256)),
            fields: errorFields(for: head), now: clock.instant)
        content.head.headers.replaceOrAdd(name: "Connection", value: "close")
        send(content, context: context)
    }

    private func errorFields(for head: HTTPRequestHead) -> [(name: String, value: String)] {
        let path = Self.rawPath(of: head.uri)
        return (provider(for: head) ?? providers.first)?.fields(forErrorAt: path) ?? []
    }

    static let allowed = "GET, HEAD, OPTIONS"

    private static func rawPath(of uri: String) -> String {
        if uri.hasPrefix("/") { return String(uri.prefix { $0 != "?" }) }
        return (try? RequestTarget(parsing: uri))?.rawPath ?? uri
    }

    // MARK: - Answers

    private func send(_ content: ResponseContent, context: ChannelHandlerContext) {
        guard case .answering(let request) = state else { return }
        var content = content
        content.head.version = request.version.minor == 0 ? .http1_0 : .http1_1
        let closes = !request.isKeepAlive || content.head.headers[canonicalForm: "connection"].contains("close")
        if closes {
            content.head.headers.replaceOrAdd(name: "Connection", value: "close")
        } else if request.version.minor == 0 {
            content.head.headers.replaceOrAdd(name: "Connection", value: "keep-alive")
        }
        // HTTP/1.0 has no chunks: a live body ends with its connection, which was not asked to stay.
        let writer = ResponseWriter(context: context, settings: settings) { [self] outcome in
            ended(outcome, closes: closes, context: context)
        }
        self.writer = writer
        writer.start(content)
    }

    private func ended(_ outcome: ResponseWriter.Outcome, closes: Bool, context: ChannelHandlerContext) {
        writer = nil
        guard context.channel.isActive else { return }
        switch outcome {
        case .broken:
            state = .closing
            context.close(promise: nil)
        case .complete where closes:
            close(context: context)
        case .complete:
            if case .answering = state { state = .idle }
            if heldInputClosed {
                heldInputClosed = false
                context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            }
        }
    }

    /// Closes our direction and leaves the client a moment to read the rest and close its own.
    private func close(context: ChannelHandlerContext) {
        state = .closing
        if heldInputClosed {
            context.close(promise: nil)
            return
        }
        context.close(mode: .output, promise: nil)
        context.eventLoop.assumeIsolated().scheduleTask(in: settings.lingerTimeout) { context.close(promise: nil) }
    }

    /// Hummingbird writes HTTP/1.1 whatever was asked: an HTTP/1.0 client gets its version and its closing.
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .passing(let request) = state, request.version.minor == 0 else {
            return context.write(data, promise: promise)
        }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            head.version = .http1_0
            head.headers.replaceOrAdd(name: "Connection", value: request.isKeepAlive ? "keep-alive" : "close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            context.write(data, promise: written)
            guard !request.isKeepAlive else { return }
            written.futureResult.assumeIsolated().whenComplete { [self] _ in close(context: context) }
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
