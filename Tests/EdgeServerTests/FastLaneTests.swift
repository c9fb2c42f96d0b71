import Core
import Foundation
import NIOCore
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct FastLaneTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
        try folder.write("media/song.mp3", SiteFolder.counting(300_000))
        try folder.write("dist/style.css", "body {}")
        try folder.write("dist/style.css.br", "not really brotli")
    }

    private static let requests = [
        "GET /media/song.mp3", "HEAD /media/song.mp3", "GET /media/song.mp3\r\nRange: bytes=0-9",
        "GET /media/song.mp3\r\nRange: bytes=-9", "GET /media/song.mp3\r\nRange: bytes=0-1,8-9",
        "GET /media/song.mp3\r\nRange: bytes=999999-", "GET /media/song.mp3\r\nRange: nonsense",
        "GET /media/song.mp3\r\nRange: bytes=0-1\r\nRange: bytes=2-3", "GET /media/song.mp3\r\nIf-None-Match: *",
        "GET /media/song.mp3\r\nIf-Match: \"x\"", "GET /media/song.mp3\r\nIf-Range: \"x\"\r\nRange: bytes=0-9",
        "GET /media/song.mp3\r\nIf-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT",
        "GET /media/song.mp3\r\nIf-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT", "GET /",
        "GET /style.css\r\nAccept-Encoding: br, gzip", "GET /style.css\r\nAccept-Encoding: br\r\nRange: bytes=0-3",
        "GET /nothing",
        "GET /nothing\r\nAccept: application/json", "GET /nothing/", "GET /media", "HEAD /nothing",
        "GET /media/song.mp3?x=1",
        "GET /media/../index.html", "GET /%2e%2e/x", "GET //media/song.mp3", "POST /media/song.mp3",
        "OPTIONS /media/song.mp3",
        "GET /api/health\r\nAccept: */*", "GET /media/song.mp3\r\nConnection: close",
        "GET /media/song.mp3\r\nConnection: Keep-Alive",
        "GET /media/song.mp3\r\nContent-Length: 0", "GET /test/bytes", "GET /test/bytes\r\nRange: bytes=1-2",
        "GET /test/live",
    ]

    @Test("Both ways give the same answer to the same request, first and later ones", arguments: requests)
    func equality(request: String) async throws {
        var answers: [[WireResponse]] = []
        for isFast in [true, false] {
            let received = AnswerBox()
            try await withEdge(folder) { application in
                application.settings.usesFastLane = isFast
                application.clock = HTTPClock { 1_900_000_000 }
                application.providers = [Self.provider]
            } body: { edge async throws in
                let connection = try await edge.connect()
                let lines = request.split(separator: "\r\n").map(String.init)
                let parts = lines[0].split(separator: " ").map(String.init)
                for _ in 0..<2 {
                    try await connection.send(parts[0], parts[1], Array(lines.dropFirst()))
                    let response = try await connection.response(to: parts[0])
                    await received.add(response)
                    if response["Connection"] == "close" { break }
                }
            }
            answers.append(await received.all)
        }
        #expect(answers[0].count == answers[1].count)
        for (fast, common) in zip(answers[0], answers[1]) {
            #expect(fast.status == common.status && Self.comparable(fast) == Self.comparable(common))
            #expect(Self.bytes(fast) == Self.bytes(common))
        }
    }

    private static let provider = TestProvider(resources: [
        "/test/bytes": { Resource(representation: .bytes(ByteBuffer(string: "0123456789")), mediaType: "text/plain") },
        "/test/live": { TestStream(chunk: ByteBuffer(string: "abc"), limit: 5).resource },
    ])

    /// Fields but those that differ by design: an id each time, a random boundary, the time of the API's answers.
    private static func comparable(_ response: WireResponse) -> [String] {
        response.fields.map { "\($0.name): \($0.value)".lowercased() }
            .filter { field in
                !["x-request-id", "content-type: multipart", "date"].contains { field.hasPrefix($0) }
            }.sorted()
    }

    private static func bytes(_ response: WireResponse) -> String {
        let text = response.text
        guard let boundary = response["Content-Type"]?.split(separator: "boundary=").dropFirst().first else {
            return text
        }
        return text.replacing(String(boundary), with: "")
    }

    @Test("Plain requests may be pipelined, and others behind them")
    func pipelining() async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            let one = "GET /media/song.mp3 HTTP/1.1\r\nHost: x\r\nRange: bytes=8-15\r\n\r\n"
            let other = "GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n"
            try await connection.send(
                one + one + "GET /media/song.mp3 HTTP/1.1\r\nHost: x\r\n\r\n" + one + other + one + other)
            for _ in 0..<2 { #expect(try await connection.response().text == "00000008") }
            #expect(try await connection.response().body.count == 300_000)
            #expect(try await connection.response().text == "00000008")
            #expect(try await connection.response()["Content-Type"] == "application/json")
            #expect(try await connection.response().text == "00000008")
            #expect(try await connection.response()["Content-Type"] == "application/json")
        }
    }

    @Test("A head that arrives in pieces is answered all the same")
    func pieces() async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            for _ in 0..<2 {
                for piece in ["GET /media/so", "ng.mp3 HTTP/1.1\r\nHo", "st: x\r\nRange: bytes=0-7\r", "\n\r\n"] {
                    try await connection.send(piece)
                    try await Task.sleep(for: .milliseconds(5))
                }
                #expect(try await connection.response().text == "00000000")
            }
        }
    }

    @Test("A client that finishes sending gets all of its answer, and then the end")
    func halfClose() async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await WireConnection(port: edge.port, receiveBuffer: 4096)
            try await connection.send("GET", "/media/song.mp3")
            await connection.finishSending()
            #expect(try await connection.response().body.count == 300_000)
            #expect(try await connection.rest().isEmpty)
        }
    }

    @Test("A connection that stays silent after an answer is closed")
    func silence() async throws {
        try await withEdge(folder, configure: { $0.settings.requestTimeout = .seconds(2) }) {
            edge async throws in
            let connection = try await edge.connect()
            try await connection.send("GET", "/media/song.mp3", ["Range: bytes=0-7"])
            #expect(try await connection.response().text == "00000000")
            #expect(try await connection.rest().isEmpty)
        }
    }
}

/// Collects answers inside a server's closure.
private actor AnswerBox {
    private(set) var all: [WireResponse] = []

    func add(_ response: WireResponse) { all.append(response) }
}
