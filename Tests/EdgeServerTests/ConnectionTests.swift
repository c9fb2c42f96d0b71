import Foundation
import NIOCore
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
    private let content = Array(SiteFolder.counting(100_000))
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
        try folder.write("media/song.mp3", Data(content))
    }

    @Test("Pipelined requests to files and to the API are answered in order")
    func pipelining() async throws {
        try await withEdge(folder) { [content] edge async throws in
            let connection = try await edge.connect()
            try await connection.send(
                """
                GET /media/song.mp3 HTTP/1.1\r\nHost: x\r\n\r\nGET /api/health HTTP/1.1\r\nHost: x\r\n\r\n\
                HEAD /media/song.mp3 HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\n\r\n\
                GET /media/song.mp3 HTTP/1.1\r\nHost: x\r\nRange: bytes=8-15\r\n\r\n
                """)
            #expect(try await connection.response().body == content)
            #expect(try await connection.response()["Content-Type"] == "application/json")
            #expect(try await connection.response(to: "HEAD")["Content-Length"] == "100000")
            #expect(try await connection.response().status == 404)
            #expect(try await connection.response().text == "00000008")
        }
    }

    @Test("HTTP/1.0 closes unless asked to stay", arguments: [false, true])
    func oldVersion(stays: Bool) async throws {
        try await withEdge(folder) { edge async throws in
            for path in ["/media/song.mp3", "/api/health"] {
                let connection = try await edge.connect()
                try await connection.send(
                    "GET", path, stays ? ["Range: bytes=0-9", "Connection: keep-alive"] : [], version: "1.0")
                let response = try await connection.response()
                #expect(response.version == "HTTP/1.0" && response["Transfer-Encoding"] == nil)
                #expect(response["Connection"] == (stays ? "keep-alive" : "close"))
                if stays {
                    try await connection.send("GET", path, version: "1.0")
                    #expect(try await connection.response().status == 200)
                }
                #expect(try await connection.rest().isEmpty)
            }
        }
    }

    @Test("Connection: close is obeyed in any spelling", arguments: ["close", "Close", "foo, close"])
    func closing(value: String) async throws {
        try await withEdge(folder) { edge async throws in
            for path in ["/media/song.mp3", "/api/health"] {
                let connection = try await edge.connect()
                try await connection.send("GET", path, ["Connection: \(value)"])
                #expect(try await connection.response()["Connection"]?.lowercased() == "close")
                #expect(try await connection.rest().isEmpty)
            }
        }
    }

    @Test("A client that finishes sending still gets all of its answer")
    func halfClose() async throws {
        try await withEdge(folder) { [content] edge async throws in
            for path in ["/media/song.mp3", "/api/health"] {
                let connection = try await edge.connect()
                try await connection.send("GET", path)
                await connection.finishSending()
                let response = try await connection.response()
                #expect(response.status == 200 && (path.hasPrefix("/api") || response.body == content))
                #expect(try await connection.rest().isEmpty)
            }
        }
    }

    @Test(
        "Absolute-form and a fragment name the same file",
        arguments: ["http://h:1/media/song.mp3", "/media/song.mp3#t=3"])
    func otherForms(target: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("HEAD", target)
            #expect(response.status == 200)
        }
    }

    @Test("Other methods on files are refused with Allow", arguments: ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
    func methods(method: String) async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            try await connection.send(method, "/media/song.mp3", ["Content-Length: 3"])
            try await connection.send("abc")
            let refused = try await connection.response()
            #expect(refused.status == 405 && refused["Allow"] == "GET, HEAD, OPTIONS")
            #expect(refused.text.contains("\"code\":\"method-not-allowed\""))
            try await connection.send("GET", "/")
            #expect(try await connection.response().status == 200)
        }
    }

    @Test("OPTIONS says what is allowed", arguments: ["/media/song.mp3", "/", "*"])
    func options(target: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("OPTIONS", target)
            #expect(response.status == 204 && response["Allow"] == "GET, HEAD, OPTIONS")
        }
    }

    @Test("Content that nobody reads is bounded")
    func uselessContent() async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            try await connection.send("POST", "/index.html", ["Content-Length: 100000000"])
            try await connection.send(String(repeating: "x", count: 70_000))
            let response = try await connection.response()
            #expect(response.status == 413 && response["Connection"] == "close")
        }
    }

    @Test(
        "What is no HTTP, or could be read two ways, is refused",
        arguments: [
            "nonsense\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: a\u{0}b\r\n\r\n", "GET / HTTP/1.1\r\nBad Name: x\r\n\r\n",
        ])
    func malformed(text: String) async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            try await connection.send(text)
            let answer = String(decoding: try await connection.rest(), as: UTF8.self)
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400"))
            #expect(!answer.contains("HTTP/1.1 200"))
        }
    }

    @Test("A connection on which no request arrives is closed, a song that takes longer is not")
    func requestTimeout() async throws {
        try folder.write("media/long.mp3", SiteFolder.counting(30_000_000))
        try await withEdge(folder, configure: { $0.settings.requestTimeout = .seconds(2) }) {
            edge async throws in
            let listener = try await WireConnection(port: edge.port, receiveBuffer: 4096)
            try await listener.send("GET", "/media/long.mp3")
            let silent = try await edge.connect()
            try await silent.send("GET / HTTP/1.1\r\nHost: slow")
            #expect(try await silent.rest().isEmpty)
            #expect(try await listener.response().body.count == 30_000_000)
        }
    }

    @Test(
        "A request keeps its id, a wild one gets another",
        arguments: [("abc-1.2_3", true), ("a b", false), ("", false)])
    func requestID(offered: String, kept: Bool) async throws {
        try await withEdge(folder) { edge async throws in
            for path in ["/", "/api/health"] {
                let response = try await edge.request("GET", path, ["X-Request-Id: \(offered)"])
                let id = try #require(response["X-Request-Id"])
                #expect((id == offered) == kept)
                #expect(edge.log.all.contains { $0.contains("requestID=\(id)") && $0.contains("status=200") })
            }
        }
    }

    @Test("The access log names no query and no token")
    func accessLog() async throws {
        try await withEdge(folder) { edge async throws in
            _ = try await edge.request("GET", "/a/0123456789abcdef/song.mp3?key=hidden")
            _ = try await edge.request("GET", "/media/song.mp3?key=hidden", ["Range: bytes=0-9", "User-Agent: probe"])
            let log = edge.log.all.joined(separator: "\n")
            #expect(log.contains("path=/a/<redacted>") && !log.contains("0123456789abcdef") && !log.contains("hidden"))
            #expect(log.contains("bytes=10 ") && log.contains("range=\"bytes=0-9\"") && log.contains("userAgent=probe"))
        }
    }
}
