import NIOCore
import NIOPosix
import NIOSSL

/// The first thing that went wrong on the way to the broker: what closes a channel is known there, and asked for on
/// another thread.
final class RelayFaults: Sendable {
    private let fault = Guarded<MQTTError?>(nil)

    var first: MQTTError? { fault.withLock { $0 } }

    func note(_ error: any Error) {
        fault.withLock { $0 = $0 ?? Self.translated(error) }
    }

    /// One of NIO's errors as ours.
    static func translated(_ error: any Error) -> MQTTError {
        switch error {
        case let error as MQTTError: error
        case is CancellationError: MQTTError(.cancelled)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: MQTTError(.tls, "\(error)")
        case ChannelError.connectTimeout: MQTTError(.timedOut, "no connection")
        case is NIOConnectionError, is IOError, is SocketAddressError: MQTTError(.notReachable, "\(error)")
        default: MQTTError(.webSocket, "\(error)")
        }
    }
}

/// Notes errors that reach the end of a pipeline, and closes the channel.
final class RelayFaultHandler: ChannelInboundHandler {
    typealias InboundIn = Any

    private let faults: RelayFaults

    init(_ faults: RelayFaults) { self.faults = faults }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        faults.note(error)
        context.close(promise: nil)
    }
}
