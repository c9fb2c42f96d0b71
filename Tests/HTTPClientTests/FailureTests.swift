import Foundation
import HTTPClient
import Logging
import TestSupport
import Testing

/// Every way in which a server, a network or an address can be wrong has its own error, in bounded time.
@Suite(.timeLimit(.minutes(5))) struct FailureTests {
    @Test(
        "Addresses that are none are refused before anything is sent, and none of them is repeated",
        arguments: [
            "", "/path", "example.org", "ftp://example.org/", "file:///etc/passwd", "http://", "http:///a",
            "https://a b/", "http://user@example.org/", "http://user:secret@example.org/", "http://example.org/a b",
            "http://ex\u{E4}mple.org/", "http://example.org/\r\nX: y", "http://example.org:99999/",
            "http://example.org/\u{0}", "gopher://example.org",
            "http://[::1/", "javascript:alert(1)",
        ])
    func invalidURL(url: String) async {
        let error = await errorOf { try await send("GET", url) }
        #expect(error?.kind == .invalidURL)
        #expect(error?.url == "")
        #expect(error?.description.contains("secret") == false)
    }

    @Test("What would change the shape of the request is refused")
    func invalidRequest() async {
        let bad: [(String, HTTPHeaders)] = [
            ("GET /", [:]), ("", [:]), ("GET\r\n", [:]), ("GET", ["A b": "c"]), ("GET", ["": "c"]),
            ("GET", ["A": "b\r\nC: d"]), ("GET", ["A": "b\u{0}c"]), ("POST", ["Content-Length": "3"]),
            ("POST", ["transfer-encoding": "chunked"]),
        ]
        for (method, headers) in bad {
            let request = HTTPClientRequest(method, "http://127.0.0.1:1/", headers: headers)
            let error = await errorOf { try await transport().send(request) }
            #expect(error?.kind == .invalidRequest, "\(method) \(headers)")
        }
    }

    @Test("A refused port and an unknown host are told apart")
    func noConnection() async throws {
        let port = try LoopbackServer.refusingPort()
        let refused = await errorOf { try await send("GET", "http://127.0.0.1:\(port)/a?secret=1") }
        #expect(refused?.kind == .connect)
        #expect(refused?.curlCode == 7)
        #expect(refused?.url == "http://127.0.0.1:\(port)/a")
        #expect(refused?.provesNothingWasSent == true)
        let unknown = await errorOf { try await send("GET", "http://yoto.invalid/") }
        #expect(unknown?.kind == .resolve)
    }

    @Test(
        "Answers that are not HTTP, or break off, are told apart",
        arguments: [
            ("SSH-2.0-OpenSSH_9.2\r\n", HTTPClientError.Kind.malformedResponse),
            ("\u{0}\u{1}\u{2}garbage garbage garbage", .malformedResponse),
            ("", .connectionClosed),
            ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", .connectionClosed),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", .connectionClosed),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab", .connectionClosed),
            ("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nab", .malformedResponse),
        ])
    func wrongAnswer(answer: String, kind: HTTPClientError.Kind) async throws {
        try await LoopbackServer.with({ connection in
            _ = connection.readRequest()
            connection.write(answer)
        }) { server in
            let error = await errorOf { try await send("GET", server.url("/?token=secret")) }
            #expect(error?.kind == kind, "\(String(describing: error))")
            #expect(error?.description.contains("secret") == false)
        }
    }

    @Test("A header without end is cut off at its limit")
    func endlessHeaders() async throws {
        try await LoopbackServer.with({ connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\n")
            while connection.write("X-More: of the same, and of the same, and of the same\r\n") {}
        }) { server in
            let error = await errorOf { try await send("GET", server.url()) }
            #expect(error?.kind == .headersTooLarge)
        }
    }

    @Test("A body is cut off at its limit, whether it says how long it is or not")
    func bodyTooLarge() async throws {
        try await LoopbackServer.with({ connection in
            guard let request = connection.readRequest() else { return }
            if request.target == "/declared" {
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n")
                return connection.waitForEnd()
            }
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while connection.write(String(repeating: "x", count: 600)) {}
        }) { server in
            for path in ["/declared", "/endless"] {
                var request = HTTPClientRequest("GET", server.url(path))
                request.maximumBodyBytes = 1_000
                let error = await errorOf { try await transport().send(request) }
                #expect(error?.kind == .bodyTooLarge(limit: 1_000))
            }
            await #expect(throws: HTTPClientError.self) { try await send("GET", server.url("/endless")) }
        }
    }

    @Test("A body of exactly the limit is not too large")
    func bodyAtLimit() async throws {
        try await LoopbackServer.with({ $0.serve(responding: Data(count: 1_000)) }) { server in
            var request = HTTPClientRequest("GET", server.url())
            request.maximumBodyBytes = 1_000
            let response = try await transport().send(request)
            #expect(response.body.count == 1_000)
        }
    }

    @Test("A server that falls silent runs into the idle limit, before and within the body")
    func idle() async throws {
        try await LoopbackServer.with({ connection in
            guard let request = connection.readRequest() else { return }
            if request.target == "/body" { connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc") }
            connection.waitForEnd()
        }) { server in
            for path in ["/", "/body"] {
                var request = HTTPClientRequest("GET", server.url(path))
                request.timeouts = HTTPTimeouts(idle: .milliseconds(100), total: .seconds(20))
                let error = await errorOf { try await transport().send(request) }
                #expect(error?.kind == .timeout(.idle))
            }
        }
    }

    @Test("A server that drips runs into the total limit")
    func total() async throws {
        try await LoopbackServer.with({ connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while connection.write("x") { usleep(10_000) }
        }) { server in
            var request = HTTPClientRequest("GET", server.url())
            request.timeouts = HTTPTimeouts(idle: .seconds(20), total: .milliseconds(200))
            let error = await errorOf { try await transport().send(request) }
            #expect(error?.kind == .timeout(.total))
        }
    }

    /// The listener accepts, and then nothing speaks TLS with us: the connection never stands.
    @Test("A handshake that does not end runs into the connect limit")
    func connect() async throws {
        try await LoopbackServer.with({ $0.waitForEnd() }) { server in
            var request = HTTPClientRequest("GET", "https://127.0.0.1:\(server.port)/")
            request.timeouts = HTTPTimeouts(connect: .milliseconds(100), idle: .seconds(20), total: .seconds(20))
            let error = await errorOf { try await transport().send(request) }
            #expect(error?.kind == .timeout(.connect))
            #expect(error?.provesNothingWasSent == true)
        }
    }

    @Test("A request that is printed or dumped shows no secret")
    func printed() {
        let request = HTTPClientRequest(
            "POST", "https://example.org/path?token=secret-1#secret-2", headers: ["Authorization": "secret-3"],
            body: .bytes(Data("secret-4".utf8)))
        var dumped = ""
        dump([request], to: &dumped)
        dump(request.headers, to: &dumped)
        for text in ["\(request)", String(reflecting: request), "\(request.headers)", dumped] {
            #expect(!text.contains("secret"))
        }
        #expect("\(request)" == "POST https://example.org:443/path [Authorization]")
    }

    @Test("Failures are logged by host and path, never with query, fields or body")
    func logs() async throws {
        let recorder = LogRecorder()
        var logger = Logger(label: "test") { _ in recorder }
        logger.logLevel = .trace
        let port = try LoopbackServer.refusingPort()
        let transport = HTTPTransport(logger: logger)
        let request = HTTPClientRequest(
            "POST", "http://127.0.0.1:\(port)/path?token=secret-1", headers: ["Authorization": "secret-2"],
            body: .bytes(Data("secret-3".utf8)))
        _ = await errorOf { try await transport.send(request) }
        let text = recorder.text
        #expect(text.contains("/path"))
        #expect(!text.contains("secret"))
    }
}

extension LoopbackConnection {
    func serve(responding body: Data) { serve { _ in respond(body: body) } }
}
