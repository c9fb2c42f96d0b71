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
        switch unwrapOutboundIn(data) {
        case .head(var head):
            if let entry {
                head.headers.replaceOrAdd(name: RequestID.fieldName, value: entry.requestID)
                self.entry?.status = Int(head.status.code)
            }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let body):
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            let bytes = body.readableBytes
            written.futureResult.assumeIsolated().whenSuccess { [self] in entry?.bytesSent += bytes }
            context.write(data, promise: written)
        case .end:
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenSuccess { [self] in record(isComplete: true) }
            context.write(data, promise: written)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        record(isComplete: false)
        context.fireChannelInactive()
    }

    private func record(isComplete: Bool) {
        guard let entry else { return }
        self.entry = nil
        log.record(entry, isComplete: isComplete)
    }
}
