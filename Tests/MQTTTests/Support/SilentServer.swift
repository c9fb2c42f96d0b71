import NIOCore
import NIOPosix
import TestSupport

/// A TCP server that takes bytes, keeps them and never says a word.
final class SilentServer: Sendable {
    let port: Int
    private let listener: any Channel
    private let bytes: Bytes

    /// All that was received on all connections.
    var received: [UInt8] { bytes.all.withLock { $0 } }

    final class Bytes: Sendable {
        let all = Locked<[UInt8]>([])
    }

    private init(listener: any Channel, bytes: Bytes) {
        self.listener = listener
        self.bytes = bytes
        port = listener.localAddress?.port ?? 0
    }

    static func with<R>(_ body: (SilentServer) async throws -> R) async throws -> R {
        let bytes = Bytes()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Keeper(bytes))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<R, any Error>
        do { result = .success(try await body(SilentServer(listener: listener, bytes: bytes))) } catch {
            result = .failure(error)
        }
        try await listener.close()
        return try result.get()
    }
}

private final class Keeper: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let bytes: SilentServer.Bytes

    init(_ bytes: SilentServer.Bytes) { self.bytes = bytes }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        bytes.all.withLock { $0 += Array(unwrapInboundIn(data).readableBytesView) }
    }
}
