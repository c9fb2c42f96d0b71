import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// The pipeline of a connection: Hummingbird's HTTP/1 channel with our handlers between NIO's HTTP codec and
/// Hummingbird. It exists because Hummingbird's own takes additional handlers only behind the conversion to
/// `HTTPTypes`, where a body is a buffer and can no longer be a `FileRegion`.
///
/// From the socket inwards: drain · HTTP codec · pipelining · request timeout · access log · files · conversion ·
/// Hummingbird. Hummingbird's connection handler is left out: it takes a song for an idle connection.
struct EdgeChannel: ServerChildChannel, HTTPChannelHandler {
    typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let responder: Responder
    let dispatcher: ResourceDispatcher
    let settings: ConnectionSettings
    let accessLog: AccessLog

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            var limits = NIOHTTPDecoderLimitConfiguration()
            limits.maxHeaderFieldSize = settings.maximumHeaderBytes
            limits.maxHeaderListSize = settings.maximumHeaderBytes
            limits.maxHeaderFieldCount = 200
            try pipeline.addHandler(DrainHandler(patience: settings.drainTimeout))
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: true, withErrorHandling: false, withOutboundHeaderValidation: true,
                withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
            try pipeline.addHandler(RequestTimeoutHandler(limit: settings.requestTimeout))
            try pipeline.addHandler(AccessLogHandler(log: accessLog))
            try pipeline.addHandler(FileServingHandler(dispatcher: dispatcher, settings: settings))
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            return try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
    }

    func handle(value: Value, logger: Logger) async {
        await handleHTTP(asyncChannel: value, logger: logger)
    }
}
