import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct RequestRulesTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
    }

    @Test(
        "What could be read two ways is refused, and nothing behind it is answered",
        arguments: [
            "GET / HTTP/1.1\nHost: x\n\n", "GET / HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a@b/\r\n\r\n", "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1, 1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +1\r\n\r\na",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
            "POST / HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\rHost: x\r\r", "get / HTTP/1.1\r\nHost: x\r\n\r\n",
        ])
    func refused(request: String) async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            try await connection.send(request + "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n")
            let answer = String(decoding: try await connection.rest(), as: UTF8.self)
            #expect(answer.contains(" 400 ") || answer.contains(" 405 "), "\(answer)")
            #expect(!answer.contains(" 200 ") && !answer.contains(#""status":"ok""#))
        }
    }

    @Test(
        "HTTP/1.0 needs no host, and an empty one is none to refuse",
        arguments: ["GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost:\r\n\r\n"])
    func allowed(request: String) async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            try await connection.send(request)
            #expect(try await connection.response().status == 200)
        }
    }

    @Test("A client that waits for a word before it sends gets it")
    func expectation() async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            try await connection.send(
                "POST", "/api/user/login",
                ["Expect: 100-continue", "Content-Type: application/json", "Content-Length: 2"])
            #expect(try await connection.receive(until: "\r\n\r\n").hasPrefix("HTTP/1.1 100 Continue"))
            try await connection.send("{}")
            #expect(try await connection.response().status >= 400)
            #expect(edge.log.all.contains { $0.contains("path=/api/user/login") && !$0.contains("status=100") })
        }
    }

    @Test(
        "A megabyte of header is refused without being kept", arguments: ["GET / HTTP/1.1\r\nHost: x\r\nX: ", "GET /"])
    func enormous(start: String) async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            // The connection may be gone before all of it is sent.
            try? await connection.send(start + String(repeating: "a", count: 1_000_000))
            let answer = try? await connection.rest()
            #expect(!String(decoding: answer ?? [], as: UTF8.self).contains(" 200 "))
            #expect(try await edge.request("GET", "/").status == 200)
        }
    }
}
