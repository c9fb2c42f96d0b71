import Foundation
import HTTPClient
import Logging
import TestSupport
import Testing

/// TLS with certificates good and bad.
@Suite(.timeLimit(.minutes(5)), .enabled(if: TLSServer.isAvailable)) struct TLSTests {
    @Test("A certificate that nobody vouches for is refused")
    func selfSigned() async throws {
        try await TLSServer.with { port, _ in
            let error = await errorOf { try await send("GET", "https://localhost:\(port)/?secret") }
            #expect(error?.kind == .certificate)
            #expect(error?.curlCode == 60)
            #expect(error?.provesNothingWasSent == true)
            #expect(error?.description.contains("secret") == false)
        }
    }

    @Test("A bundle makes it trusted, and HTTP/2 is spoken where it is offered")
    func trusted() async throws {
        for (protocols, version, body) in [(["h2", "http/1.1"], "2", "two"), (["http/1.1"], "1.1", "one")] {
            try await TLSServer.with(offering: protocols) { port, certificate in
                let transport = transport(trusting: certificate)
                let response = try await transport.send(HTTPClientRequest("GET", "https://localhost:\(port)/"))
                #expect(response.head.version == version)
                #expect(response.body == Data(body.utf8))
                await transport.close()
            }
        }
    }

    @Test("A trusted certificate for another name is refused")
    func wrongName() async throws {
        try await TLSServer.with { port, certificate in
            let transport = transport(trusting: certificate)
            let error = await errorOf {
                try await transport.send(HTTPClientRequest("GET", "https://127.0.0.1:\(port)/"))
            }
            #expect(error?.kind == .certificate)
        }
    }

    @Test("Many requests share one HTTP/2 connection")
    func multiplexed() async throws {
        try await TLSServer.with { port, certificate in
            let transport = transport(trusting: certificate)
            try await withThrowingTaskGroup(of: Data.self) { group in
                for _ in 0..<30 {
                    group.addTask {
                        try await transport.send(HTTPClientRequest("GET", "https://localhost:\(port)/")).body
                    }
                }
                for try await body in group { #expect(body == Data("two".utf8)) }
            }
        }
    }

    @Test("A slow reader of one HTTP/2 stream gets all of it, and the other streams go on meanwhile")
    func backPressure() async throws {
        try await TLSServer.with(frames: 500) { port, certificate in
            let transport = transport(trusting: certificate)
            var request = HTTPClientRequest("GET", "https://localhost:\(port)/")
            request.maximumBodyBytes = .max
            let whole = request
            let count = try await transport.withResponse(request) { response in
                var count = try await response.body.next()?.count ?? 0
                // The first stream stands still, longer than its window lasts.
                let other = try await transport.send(whole)
                #expect(other.body.count == 500 * 16_384 + 3)
                while let chunk = try await response.body.next() { count += chunk.count }
                return count
            }
            #expect(count == 500 * 16_384 + 3)
        }
    }

    @Test("A server that does not speak TLS, and a bundle that does not exist, are errors of TLS")
    func noTLS() async throws {
        try await LoopbackServer.with({ connection in
            _ = connection.read()
            connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
        }) { server in
            let error = await errorOf { try await send("GET", "https://127.0.0.1:\(server.port)/") }
            #expect(error?.kind == .tls)
            let transport = transport(trusting: "/no/such/bundle.pem")
            let missing = await errorOf {
                try await transport.send(HTTPClientRequest("GET", "https://127.0.0.1:\(server.port)/"))
            }
            #expect(missing?.kind == .tls)
        }
    }

    private func transport(trusting bundle: String) -> HTTPTransport {
        var configuration = HTTPTransportConfiguration()
        configuration.caBundlePath = bundle
        return HTTPTransport(configuration: configuration, logger: Logger(label: "test"))
    }
}
