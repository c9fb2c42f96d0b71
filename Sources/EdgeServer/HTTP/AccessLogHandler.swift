import NIOCore
import NIOHTTP1

/// Sees every request and answer of a connection, whoever made it, and writes one line about each. It also gives each
/// request its id: the client's, when it is a sane one, else a new one; Hummingbird and the client see the same.
final class AccessLogHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let log: AccessLog
    private var entry: AccessLog.Entry?

    init(log: AccessLog) {
        self.log = log
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        let entry = AccessLog.Entry(head)
        head.headers.replaceOrAdd(name: RequestID.fieldName, value: entry.requestID)
        self.entry = entry
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // An answer without a request is the refusal of one that could not be read.
        let entry = entry ?? AccessLog.Entry(unreadable: .now)
        self.entry = entry
        switch unwrapOutboundIn(data) {
        case .head(var head):
            entry.status = Int(head.status.code)
            head.headers.replaceOrAdd(name: RequestID.fieldName, value: entry.requestID)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let body):
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            let bytes = body.readableBytes
            written.futureResult.assumeIsolated().whenSuccess { entry.bytesSent += bytes }
            context.write(data, promise: written)
        case .end:
            // The next request may arrive while this is written: it gets an entry of its own.
            self.entry = nil
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenComplete { [log] result in
                log.record(entry, isComplete: (try? result.get()) != nil)
            }
            context.write(data, promise: written)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let entry {
            // The head of a live stream ends with its connection: there, that is the proper end.
            log.record(entry, isComplete: entry.method == "HEAD" && entry.status > 0)
        }
        entry = nil
        context.fireChannelInactive()
    }
}
