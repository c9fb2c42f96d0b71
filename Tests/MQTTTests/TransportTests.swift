import Foundation
import MQTT
import NIOHTTP1
import Testing
import TestSupport

@Suite("Secure transports", .timeLimit(.minutes(5)))
struct TransportTests {
    @Test("TLS: ALPN is offered, and messages go both ways")
    func tls() async throws {
        try await withTemporaryFolder { folder in
            let certificate = try await Certificate.make(in: folder)
            try await Broker.with { broker in
                try await TLSFront.with(.mqtt, certificate: certificate, brokerPort: broker.port) { front in
                    try await exchange(.tls(front.port, ca: certificate.certificateFile))
                    #expect(front.applicationProtocols == ["mqtt"])
                }
            }
        }
    }

    @Test("TLS of the broker itself, and many large messages that fill TLS records")
    func brokerTLS() async throws {
        try await withTemporaryFolder { folder in
            let certificate = try await Certificate.make(in: folder)
            try await Broker.with(certificate: certificate) { broker in
                try await exchange(.tls(broker.port, ca: certificate.certificateFile, host: "127.0.0.1"), count: 300)
            }
        }
    }

    @Test("WebSocket: path and subprotocol are asked for, and messages go both ways")
    func webSocket() async throws {
        try await withTemporaryFolder { folder in
            let certificate = try await Certificate.make(in: folder)
            try await Broker.with { broker in
                let kind = TLSFront.Kind.webSocket(subprotocol: "mqtt")
                try await TLSFront.with(kind, certificate: certificate, brokerPort: broker.port) { front in
                    try await exchange(.webSocket(front.port, ca: certificate.certificateFile), count: 300)
                    let request = try #require(front.requests.first)
                    #expect(request.uri == "/mqtt")
                    #expect(request.headers["sec-websocket-protocol"] == ["mqtt"])
                    #expect(request.headers["host"] == ["localhost:\(front.port)"])
                    #expect(request.headers["authorization"].isEmpty)
                }
            }
        }
    }

    @Test("Over a WebSocket too the broker's refusal and its end are told")
    func webSocketRefusals() async throws {
        try await withTemporaryFolder { folder in
            let certificate = try await Certificate.make(in: folder)
            try await Broker.with { broker in
                let kind = TLSFront.Kind.webSocket(subprotocol: "mqtt")
                try await TLSFront.with(kind, certificate: certificate, brokerPort: broker.port) { front in
                    let endpoint = MQTTEndpoint.webSocket(front.port, ca: certificate.certificateFile)
                    let refused = await failure { try await withConnection(endpoint, password: "wrong") { _ in } }
                    #expect(refused?.isNotAuthorized == true)
                    let lost = await failure {
                        try await withConnection(endpoint) { connection in
                            broker.child.kill()
                            for await _ in connection.messages {}
                            try await connection.subscribe(to: ["t"])
                        }
                    }
                    #expect(lost?.code == .lost)
                    let wrongPath = MQTTEndpoint.webSocket(
                        front.port, ca: certificate.certificateFile, path: "/other")
                    #expect(await failure { try await withConnection(wrongPath) { _ in } }?.code == .webSocket)
                }
            }
        }
    }

    @Test("A WebSocket of another subprotocol is refused", arguments: [nil, "chat"])
    func wrongSubprotocol(name: String?) async throws {
        try await withTemporaryFolder { folder in
            let certificate = try await Certificate.make(in: folder)
            let kind = TLSFront.Kind.webSocket(subprotocol: name)
            try await TLSFront.with(kind, certificate: certificate, brokerPort: 1) { front in
                let endpoint = MQTTEndpoint.webSocket(front.port, ca: certificate.certificateFile)
                #expect(await failure { try await withConnection(endpoint) { _ in } }?.code == .webSocket)
            }
        }
    }

    @Test("A certificate that nobody vouches for is refused, on both transports")
    func unknownAuthority() async throws {
        try await withTemporaryFolder { folder in
            let certificate = try await Certificate.make(in: folder)
            let other = try await Certificate.make(in: folder, name: "other")
            try await withFront(certificate) { front in
                for ca in [nil, other.certificateFile] {
                    let endpoints: [MQTTEndpoint] = [.tls(front.port, ca: ca), .webSocket(front.port, ca: ca)]
                    for endpoint in endpoints {
                        let error = await failure { try await withConnection(endpoint) { _ in } }
                        #expect(error?.code == .tls, "\(endpoint): \(String(describing: error))")
                    }
                }
                let missing = "/no/such/ca.pem"
                for endpoint in [MQTTEndpoint.tls(front.port, ca: missing), .webSocket(front.port, ca: missing)] {
                    let error = await failure { try await withConnection(endpoint) { _ in } }
                    #expect(error?.code == .tls, "\(endpoint): \(String(describing: error))")
                }
            }
        }
    }

    @Test("A certificate of another host is refused, on both transports")
    func otherHost() async throws {
        try await withTemporaryFolder { folder in
            let certificate = try await Certificate.make(in: folder)
            try await withFront(certificate) { front in
                for transport in [MQTTEndpoint.Transport.tls(applicationProtocol: nil), .webSocket(path: "/mqtt")] {
                    let endpoint = MQTTEndpoint(
                        transport: transport, host: "127.0.0.2", port: front.port,
                        authorityFile: certificate.certificateFile)
                    let error = await failure { try await withConnection(endpoint) { _ in } }
                    #expect(error?.code == .tls || error?.code == .notReachable, "\(String(describing: error))")
                }
            }
        }
    }

    @Test("Nothing readable is ever sent to an address that promises TLS")
    func neverPlain() async throws {
        for isWebSocket in [false, true] {
            for ca in [nil, "/etc/ssl/certs/ca-certificates.crt"] {
                try await SilentServer.with { server in
                    let endpoint: MQTTEndpoint =
                        isWebSocket ? .webSocket(server.port, ca: ca) : .tls(server.port, ca: ca)
                    let error = await failure {
                        try await withConnection(endpoint) {
                            $0.connectTimeout = .milliseconds(500)
                        } _: { _ in
                        }
                    }
                    #expect(error != nil)
                    #expect(server.received.starts(with: [0x16, 0x03]))
                    #expect(!String(decoding: server.received, as: UTF8.self).contains("MQTT"))
                }
            }
        }
    }

    @Test("TLS names the server it wants (SNI)")
    func serverName() async throws {
        try await withTemporaryFolder { folder in
            let certificate = try await Certificate.make(in: folder)
            let port = try freePort()
            // It ends when its input does; `sleep` keeps that open and ends with the process group.
            let command = """
                sleep 60 | openssl s_server -accept 127.0.0.1:\(port) -servername localhost \
                -cert \(certificate.certificateFile) -key \(certificate.keyFile) \
                -cert2 \(certificate.certificateFile) -key2 \(certificate.keyFile)
                """
            try await Subprocess.withRunning("sh", ["-c", command]) { child in
                try await child.waitUntilOutput(contains: "ACCEPT")
                let endpoint = MQTTEndpoint.tls(port, ca: certificate.certificateFile)
                _ = await failure {
                    try await withConnection(endpoint) {
                        $0.connectTimeout = .milliseconds(500)
                    } _: { _ in
                    }
                }
                try await child.waitUntilOutput(contains: "Hostname in TLS extension: \"localhost\"")
            }
        }
    }

    /// A TLS server with nobody behind it who answers.
    private func withFront(_ certificate: Certificate, _ body: (TLSFront) async throws -> Void) async throws {
        try await SilentServer.with { silent in
            try await TLSFront.with(.mqtt, certificate: certificate, brokerPort: silent.port, body)
        }
    }

    private func exchange(_ endpoint: MQTTEndpoint, count: Int = 1) async throws {
        try await withConnection(endpoint) { connection in
            try await connection.subscribe(to: ["t"])
            let payload = [UInt8](repeating: 0xAB, count: count == 1 ? 3 : 5000)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<count {
                    if number >= 10 { try await group.next() }
                    group.addTask { try await connection.publish(MQTTMessage(topic: "t", payload: payload)) }
                }
                try await group.waitForAll()
            }
            let found = await connection.next(count)
            #expect(found.allSatisfy { $0.payload == payload })
            #expect(found.count == count)
        }
    }

    private func failure(of body: () async throws -> Void) async -> MQTTError? {
        do { try await body() } catch { return error as? MQTTError ?? MQTTError(.closed, "\(error)") }
        return nil
    }
}
