import NIOCore
import NIOHTTP1

/// Sees every request and answer of a connection, whoever made it, and writes one line about each. It also gives each
/// request its id: the client's, when it is a sane one, else a new one; Hummingbird and the client see the same.
final class AccessLogHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let recorder: RequestRecorder
    private var exchange: Exchange?

    init(recorder: RequestRecorder) {
        self.recorder = recorder
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        let exchange = Exchange(head)
        head.headers.replaceOrAdd(name: RequestID.fieldName, value: exchange.requestID)
        self.exchange = exchange
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        // An answer without a request is the refusal of one that could not be read.
        let exchange = exchange ?? Exchange()
        self.exchange = exchange
        switch unwrapOutboundIn(data) {
        case .head(var head):
            // An interim answer is none (RFC 9110 §15.2).
            guard head.status.code >= 200 else { return context.write(data, promise: promise) }
            exchange.status = Int(head.status.code)
            exchange.firstByte = .now()
            head.headers.replaceOrAdd(name: RequestID.fieldName, value: exchange.requestID)
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(let body):
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            let bytes = body.readableBytes
            written.futureResult.assumeIsolated().whenSuccess { exchange.bytesSent += bytes }
            context.write(data, promise: written)
        case .end:
            // The next request may arrive while this is written: it gets an entry of its own.
            self.exchange = nil
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenComplete { [recorder] result in
                recorder.record(exchange, isComplete: (try? result.get()) != nil)
            }
            context.write(data, promise: written)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let exchange {
            // The head of a live stream ends with its connection: there, that is the proper end.
            recorder.record(exchange, isComplete: exchange.method == "HEAD" && exchange.status > 0)
        }
        exchange = nil
        context.fireChannelInactive()
    }
}
