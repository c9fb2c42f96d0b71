import Foundation
import HTTPClient
import Logging
import TestSupport
import Testing

/// Requests and responses over real sockets.
@Suite(.timeLimit(.minutes(5))) struct TransportTests {
    @Test("A response arrives with status, fields and body; path and query go out as they are written")
    func get() async throws {
        try await LoopbackServer.with({ connection in
            connection.serve { request in
                connection.respond(
                    203, headers: ["X-Target": request.target, "X-Agent": request.headers["user-agent"] ?? ""],
                    body: Data("hello".utf8))
            }
        }) { server in
            let response = try await send("GET", server.url("/a/../b%2F%c3/./c?d=%20&e=[f]"))
            #expect(response.status == 203)
            #expect(response.headers["x-TARGET"] == "/a/../b%2F%c3/./c?d=%20&e=[f]")
            #expect(response.headers["x-agent"] == "yoto-smart-stream")
            #expect(response.body == Data("hello".utf8))
        }
    }

    @Test("Any method sends its body with its length", arguments: ["POST", "PUT", "PATCH", "DELETE", "REPORT"])
    func body(method: String) async throws {
        try await LoopbackServer.with(Self.echo) { server in
            var request = HTTPClientRequest(method, server.url(), body: .bytes(Data("content".utf8)))
            request.headers["Content-Type"] = "text/plain"
            request.headers["X-Empty"] = ""
            let response = try await transport().send(request)
            #expect(response.headers["x-method"] == method)
            #expect(response.headers["x-length"] == "7")
            #expect(response.headers["x-type"] == "text/plain")
            #expect(response.headers["x-empty"] == "sent")
            #expect(response.body == Data("content".utf8))
        }
    }

    @Test("Without a body, POST says so and DELETE says nothing")
    func noBody() async throws {
        try await LoopbackServer.with(Self.echo) { server in
            let post = try await send("POST", server.url())
            let delete = try await send("DELETE", server.url())
            #expect(post.headers["x-length"] == "0")
            #expect(delete.headers["x-length"] == "none")
        }
    }

    @Test("HEAD has a length and no body, however long")
    func head() async throws {
        try await LoopbackServer.with({ connection in
            connection.serve { _ in connection.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n") }
        }) { server in
            let response = try await send("HEAD", server.url())
            #expect(response.headers["content-length"] == "99999999999")
            #expect(response.body.isEmpty)
        }
    }

    @Test("Interim responses, folded lines, odd status lines and trailers are read as HTTP has them")
    func oddHeads() async throws {
        try await LoopbackServer.with({ connection in
            connection.serve { _ in
                connection.write(
                    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200\r\nA: one\r\n  two\r\nA: b\r\n")
                connection.write("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nB: trailer\r\n\r\n")
            }
        }) { server in
            let response = try await send("GET", server.url())
            #expect(response.status == 200)
            #expect(response.headers["link"] == nil)
            #expect(response.headers.values("a") == ["one two", "b"])
            #expect(response.headers["b"] == nil)
            #expect(response.body == Data("abc".utf8))
        }
    }

    @Test("Ten megabytes arrive whole, in both directions")
    func large() async throws {
        var generator = SeededGenerator(seed: 7)
        let bytes = Data((0..<1_310_720).flatMap { _ in withUnsafeBytes(of: generator.next(), Array.init) })
        try await LoopbackServer.with(Self.echo) { server in
            var request = HTTPClientRequest("POST", server.url(), body: .bytes(bytes))
            request.maximumBodyBytes = bytes.count
            let response = try await transport().send(request)
            #expect(response.body == bytes)
        }
    }

    @Test("Requests one after the other share a connection, unless one asks for its own")
    func reuse() async throws {
        try await LoopbackServer.with(Self.echo) { server in
            let transport = transport()
            for _ in 0..<5 { _ = try await transport.send(HTTPClientRequest("GET", server.url())) }
            #expect(server.connectionCount == 1)
            var own = HTTPClientRequest("POST", server.url())
            own.reusesConnection = false
            _ = try await transport.send(own)
            #expect(server.connectionCount == 2)
        }
    }

    @Test("A hundred requests at once all get their own answer")
    func concurrency() async throws {
        try await LoopbackServer.with({ connection in
            connection.serve { connection.respond(body: Data($0.target.utf8)) }
        }) { server in
            let transport = transport()
            try await withThrowingTaskGroup(of: (Int, Data).self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let request = HTTPClientRequest("GET", server.url("/\(number)"))
                        return (number, try await transport.send(request).body)
                    }
                }
                for try await (number, body) in group { #expect(body == Data("/\(number)".utf8)) }
            }
            #expect(server.connectionCount <= 32)
        }
    }

    @Test("gzip is undone when it was asked for")
    func gzip() async throws {
        let packed = try #require(Data(base64Encoded: "H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA=="))
        try await LoopbackServer.with({ connection in
            connection.serve { request in
                let isAsked = request.headers["accept-encoding"] == "gzip"
                connection.respond(headers: isAsked ? ["Content-Encoding": "gzip"] : [:], body: packed)
            }
        }) { server in
            let plain = try await send("GET", server.url())
            #expect(plain.body == packed)
            var request = HTTPClientRequest("GET", server.url())
            request.acceptsGzip = true
            let unpacked = try await transport().send(request)
            #expect(unpacked.body == Data("hello".utf8))
        }
    }

    @Test("A proxy gets the whole address; loopback addresses go past it")
    func proxy() async throws {
        try await LoopbackServer.with({ connection in
            connection.serve { connection.respond(body: Data($0.line.utf8)) }
        }) { proxy in
            var configuration = HTTPTransportConfiguration()
            configuration.proxy = .url(proxy.url())
            let transport = HTTPTransport(configuration: configuration, logger: Logger(label: "test"))
            let far = try await transport.send(HTTPClientRequest("GET", "http://yoto.invalid/a?b"))
            #expect(far.body == Data("GET http://yoto.invalid/a?b HTTP/1.1".utf8))
            let near = try await transport.send(HTTPClientRequest("GET", proxy.url("/c")))
            #expect(near.body == Data("GET /c HTTP/1.1".utf8))
        }
    }

    @Test("A closed transport refuses requests and ends those under way")
    func close() async throws {
        try await LoopbackServer.with({ connection in
            _ = connection.readRequest()
            connection.waitForEnd()
        }) { server in
            let transport = transport()
            async let pending = errorOf { try await transport.send(HTTPClientRequest("GET", server.url())) }
            while transport.activeTransferCount == 0 { await Task.yield() }
            await transport.close()
            #expect(await pending?.kind == .transportClosed)
            let late = await errorOf { try await transport.send(HTTPClientRequest("GET", server.url())) }
            #expect(late?.kind == .transportClosed)
            await transport.close()
        }
    }

    static let echo: LoopbackServer.Script = { connection in
        connection.serve { request in
            connection.respond(
                headers: [
                    "X-Method": request.method, "X-Length": request.headers["content-length"] ?? "none",
                    "X-Type": request.headers["content-type"] ?? "",
                    "X-Empty": request.headers["x-empty"] == nil ? "missing" : "sent",
                ], body: request.body)
        }
    }
}

func transport() -> HTTPTransport {
    var configuration = HTTPTransportConfiguration()
    configuration.proxy = .none
    return HTTPTransport(configuration: configuration, logger: Logger(label: "test"))
}

func send(_ method: String, _ url: String) async throws -> HTTPClientResponse {
    try await transport().send(HTTPClientRequest(method, url))
}

/// The client's error of a closure, `nil` when it succeeds.
func errorOf<R>(_ body: () async throws -> R) async -> HTTPClientError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? HTTPClientError
    }
}
