import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket

/// The way to the broker: TCP, TLS with SNI, the WebSocket handshake of RFC 6455 with the subprotocol `mqtt`.
struct WebSocketUpstream: Sendable {
    let endpoint: MQTTEndpoint
    let path: String
    let timeout: Duration
    let faults: RelayFaults

    /// What the handshake came to.
    private enum Answer: Sendable {
        case accepted
        case refused(String)
    }

    /// - Returns: a channel that reads and writes plain bytes of MQTT and reads nothing before it has a partner.
    func connect(on loop: any EventLoop) async throws(MQTTError) -> any Channel {
        do {
            let security = try tlsContext()
            let bootstrap = ClientBootstrap(group: loop)
                .connectTimeout(TimeAmount(timeout))
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            let (channel, answer) = try await bootstrap.connect(host: endpoint.host, port: endpoint.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    (channel, try handshake(on: channel, security: security))
                }
            }
            let outcome = try await verdict(answer, of: channel)
            if case .refused(let why) = outcome {
                channel.close(promise: nil)
                throw MQTTError(.webSocket, why)
            }
            return channel
        } catch {
            throw faults.first ?? RelayFaults.translated(error)
        }
    }

    private func verdict(_ answer: EventLoopFuture<Answer>, of channel: any Channel) async throws -> Answer {
        let deadline = channel.eventLoop.scheduleTask(in: TimeAmount(timeout)) { [faults] in
            faults.note(MQTTError(.timedOut, "no answer to the WebSocket handshake"))
            channel.close(promise: nil)
        }
        defer { deadline.cancel() }
        return try await withTaskCancellationHandler {
            try await answer.get()
        } onCancel: {
            faults.note(MQTTError(.cancelled))
            channel.close(promise: nil)
        }
    }

    private func tlsContext() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        if let file = endpoint.authorityFile {
            // Read here: NIOSSL's context leaks memory when it cannot read the file (2.37).
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
        }
        return try NIOSSLContext(configuration: configuration)
    }

    private func handshake(on channel: any Channel, security: NIOSSLContext) throws -> EventLoopFuture<Answer> {
        let pipeline = channel.pipeline.syncOperations
        // An address has no server name; the certificate must then hold the address itself.
        let isAddress = (try? SocketAddress(ipAddress: endpoint.host, port: 0)) != nil
        try pipeline.addHandler(
            NIOSSLClientHandler(context: security, serverHostname: isAddress ? nil : endpoint.host))
        let upgrader = NIOTypedWebSocketClientUpgrader<Answer>(maxFrameSize: 1 << 20) { channel, response in
            channel.eventLoop.makeCompletedFuture { try upgraded(channel, response) }
        }
        var upgrade = NIOTypedHTTPClientUpgradeConfiguration(upgradeRequestHead: request, upgraders: [upgrader]) {
            $0.eventLoop.makeSucceededFuture(Answer.refused("the server did not switch protocols"))
        }
        upgrade.upgradeRequestHead = request
        var configuration = NIOUpgradableHTTPClientPipelineConfiguration(upgradeConfiguration: upgrade)
        configuration.leftOverBytesStrategy = .forwardBytes
        let answer = try pipeline.configureUpgradableHTTPClientPipeline(configuration: configuration)
        try pipeline.addHandler(RelayFaultHandler(faults))
        return answer
    }

    private var request: HTTPRequestHead {
        let host = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        return HTTPRequestHead(
            version: .http1_1, method: .GET, uri: path,
            headers: [
                "Host": endpoint.port == 443 ? host : "\(host):\(endpoint.port)",
                "Sec-WebSocket-Protocol": "mqtt",
                "Content-Length": "0",
            ])
    }

    private func upgraded(_ channel: any Channel, _ response: HTTPResponseHead) throws -> Answer {
        guard response.headers[canonicalForm: "sec-websocket-protocol"].elementsEqual(["mqtt"]) else {
            return .refused("the server chose another subprotocol than mqtt")
        }
        // Behind NIO's own frame handlers; the fault handler in front of them stays for TLS.
        try channel.pipeline.syncOperations.addHandlers(WebSocketBytes(), RelayHalf(), RelayFaultHandler(faults))
        return .accepted
    }
}
