import Core
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// The pipeline of a connection. It begins with what a player needs, drain and fast lane; the rest is added when the
/// first request comes that is not a plain one for a resource.
///
/// From the socket inwards: drain · fast lane · HTTP codec · pipelining · request timeout · access log · files ·
/// conversion · Hummingbird. It exists because Hummingbird's own channel takes additional handlers only behind the
/// conversion to `HTTPTypes`, where a body is a buffer and can no longer be a `FileRegion`. Hummingbird's connection
/// handler is left out: it takes a song for an idle connection.
struct EdgeChannel: ServerChildChannel, HTTPChannelHandler {
    /// A connection, as Hummingbird's server hands it to ``handle(value:logger:)``.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        /// Hummingbird's end of it once there is one; `nil` when the connection ends without.
        let common: EventLoopFuture<CommonChannel?>
    }

    typealias CommonChannel = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    let responder: Responder
    let dispatcher: ResourceDispatcher
    let settings: ConnectionSettings
    let recorder: RequestRecorder
    let door: ConnectionDoor

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let peer = channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) }
            guard door.admit(channel, from: peer) else {
                recorder.metrics.countRefusal()
                try channel.pipeline.syncOperations.addHandler(RefusalHandler(linger: settings.lingerTimeout))
                return Value(channel: channel, common: channel.eventLoop.makeSucceededFuture(nil))
            }
            let common = channel.eventLoop.makePromise(of: CommonChannel?.self)
            let deadline = RequestDeadline(limit: settings.requestTimeout, channel: channel)
            try channel.pipeline.syncOperations.addHandler(DrainHandler(patience: settings.drainTimeout))
            let lane = FastLaneHandler(
                dispatcher: dispatcher, settings: settings, recorder: recorder, peer: peer,
                deadline: deadline
            ) { isOpen in
                do {
                    let end = isOpen ? try addCommonHandlers(to: channel, peer: peer, deadline: deadline) : nil
                    common.assumeIsolated().succeed(end)
                } catch {
                    common.fail(error)
                    channel.close(promise: nil)
                }
            }
            try channel.pipeline.syncOperations.addHandler(lane)
            return Value(channel: channel, common: common.futureResult)
        }
    }

    private func addCommonHandlers(
        to channel: any Channel, peer: NetworkAddress?, deadline: RequestDeadline
    ) throws -> CommonChannel {
        let pipeline = channel.pipeline.syncOperations
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderFieldSize = settings.maximumHeaderBytes
        limits.maxHeaderListSize = settings.maximumHeaderBytes
        limits.maxHeaderFieldCount = 200
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: true, withErrorHandling: false, withOutboundHeaderValidation: true,
            withEncoderConfiguration: .init(), withDecoderLimitConfiguration: limits)
        try pipeline.addHandler(RequestTimeoutHandler(deadline: deadline))
        try pipeline.addHandler(AccessLogHandler(recorder: recorder))
        try pipeline.addHandler(FileServingHandler(dispatcher: dispatcher, settings: settings, peer: peer))
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
        return try CommonChannel(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
    }

    func handle(value: Value, logger: Logger) async {
        // One whose handlers could not be added was closed.
        guard let channel = try? await value.common.get() else { return }
        await handleHTTP(asyncChannel: channel, logger: logger)
    }
}
