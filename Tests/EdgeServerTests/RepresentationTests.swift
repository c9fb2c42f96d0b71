import Core
import Foundation
import NIOCore
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct RepresentationTests {
    private let folder: SiteFolder
    private let opener = FileOpener(hashes: ContentHashes())

    init() throws {
        folder = try SiteFolder()
    }

    private func file(_ name: String, _ content: Data) throws -> OpenFile {
        try folder.write(name, content)
        return try #require(opener.file(descriptor: open("\(folder.path)/\(name)", O_RDONLY)))
    }

    private func with(
        _ resource: @escaping @Sendable () -> Resource, body: @Sendable @escaping (RunningEdge) async throws -> Void
    ) async throws {
        try await withEdge(
            folder, configure: { $0.providers = [TestProvider(resources: ["/test/x": resource])] }, body: body)
    }

    @Test(
        "A list of slices is one representation, in whole and in ranges across its seams",
        arguments: ["", "0-9", "9990-10009", "24999-", "-1", "0-34999", "5-14,9000-20000,34000-", "35000-"])
    func slices(range: String) async throws {
        let first = try file("a", SiteFolder.counting(20_000))
        let second = try file("b", SiteFolder.counting(50_000))
        let slices = [
            FileSlice(file: first, offset: 10_000, length: 10_000), FileSlice(file: first, offset: 0, length: 0),
            FileSlice(file: second, offset: 24, length: 25_000),
        ]
        let whole = SiteFolder.counting(20_000)[10_000...] + SiteFolder.counting(50_000)[24..<25_024]
        try folder.write("dist/x", Data(whole))
        try await with({
            Resource(
                representation: .slices(slices), mediaType: "application/octet-stream", entityTag: .init(opaque: "t"))
        }) { edge async throws in
            // What a plain file with these bytes is answered with is the measure.
            let fields = range.isEmpty ? [] : ["Range: bytes=\(range)"]
            let measure = try await edge.request("GET", "/x", fields)
            let response = try await edge.request("GET", "/test/x", fields)
            #expect(response.status == measure.status && response["Content-Range"] == measure["Content-Range"])
            #expect(response.status == 416 || response["Content-Length"] == measure["Content-Length"])
            #expect(Self.withoutBoundary(response) == Self.withoutBoundary(measure))
        }
    }

    private static func withoutBoundary(_ response: WireResponse) -> String {
        let boundary = response["Content-Type"]?.components(separatedBy: "boundary=").last ?? "-"
        return response.status == 416 ? "" : response.text.replacingOccurrences(of: boundary, with: "B")
    }

    @Test("Bytes in memory obey ranges and conditions")
    func bytes() async throws {
        try await with({
            Resource(
                representation: .bytes(ByteBuffer(string: "0123456789")), mediaType: "text/plain",
                entityTag: .init(opaque: "t"))
        }) { edge async throws in
            #expect(try await edge.request("GET", "/test/x").text == "0123456789")
            #expect(try await edge.request("GET", "/test/x", ["Range: bytes=-3"]).text == "789")
            #expect(try await edge.request("GET", "/test/x", ["If-None-Match: \"t\""]).status == 304)
            #expect(try await edge.request("HEAD", "/test/x")["Content-Length"] == "10")
        }
    }

    @Test(
        "A live stream is 200 without ranges, validators or storing, and ends",
        arguments: ["", "bytes=0-", "bytes=5-9"])
    func live(range: String) async throws {
        let stream = TestStream(chunk: ByteBuffer(string: "live "), limit: 3)
        try await with({ stream.resource }) { edge async throws in
            let connection = try await edge.connect()
            try await connection.send("GET", "/test/x", range.isEmpty ? [] : ["Range: \(range)"])
            let response = try await connection.response()
            #expect(response.status == 200 && response.text == "live live live ")
            #expect(response["Accept-Ranges"] == "none" && response["Cache-Control"] == "no-store")
            #expect(response["ETag"] == nil && response["Content-Range"] == nil && response["Content-Length"] == nil)
            #expect(response["Transfer-Encoding"] == "chunked")
            try await connection.send("GET", "/")
            #expect(try await connection.response().status == 200)
        }
        #expect(stream.stops == 1)
    }

    @Test("HTTP/1.0 gets a live stream without chunks")
    func liveOldVersion() async throws {
        let stream = TestStream(chunk: ByteBuffer(string: "live "), limit: 3)
        try await with({ stream.resource }) { edge async throws in
            let connection = try await edge.connect()
            try await connection.send("GET", "/test/x", version: "1.0")
            let response = try await connection.response()
            #expect(response.text == "live live live " && response["Transfer-Encoding"] == nil)
        }
    }

    @Test("HEAD of a live stream answers at once and asks for nothing")
    func liveHead() async throws {
        let stream = TestStream(chunk: ByteBuffer(string: "live "))
        try await with({ stream.resource }) { edge async throws in
            let connection = try await edge.connect()
            try await connection.send("HEAD", "/test/x")
            let response = try await connection.response(to: "HEAD")
            #expect(response.status == 200 && response["Accept-Ranges"] == "none")
            #expect(try await connection.rest().isEmpty)
        }
        #expect(stream.given == 0 && stream.stops == 1)
    }

    @Test("A reader that stops reading stops the stream; one that leaves ends it")
    func backPressure() async throws {
        let stream = TestStream(chunk: ByteBuffer(repeating: 7, count: 64 * 1024))
        try await with({ stream.resource }) { edge async throws in
            let connection = try await WireConnection(port: edge.port, receiveBuffer: 4096)
            try await connection.send("GET", "/test/x")
            _ = try await connection.receive(1000)
            // The kernel's buffers fill up, then nothing more is asked for: two equal looks, some requests apart.
            var looks = (before: -1, now: stream.given)
            while looks.before != looks.now {
                for _ in 0..<20 { _ = try await edge.request("GET", "/") }
                looks = (looks.now, stream.given)
            }
            #expect(stream.given < 200 && stream.stops == 0)
            await connection.close()
            while stream.stops == 0 { _ = try await edge.request("GET", "/") }
        }
        #expect(stream.stops == 1)
    }

    @Test("A file that is cut while it is sent ends the connection instead of sending wrong bytes")
    func truncated() async throws {
        try folder.write("media/song.mp3", SiteFolder.counting(20_000_000))
        try await withEdge(folder) { edge async throws in
            let connection = try await WireConnection(port: edge.port, receiveBuffer: 4096)
            try await connection.send("GET", "/media/song.mp3")
            _ = try await connection.receive(1000)
            #expect(truncate(edge.folder.path + "/media/song.mp3", 500_000) == 0)
            let rest = try await connection.rest()
            #expect(rest.count < 19_000_000)
        }
    }

    @Test("Whoever reads a file that is replaced gets all of the old one; the next gets the new one")
    func replacedWhileSent() async throws {
        let old = SiteFolder.counting(8_000_000)
        try folder.write("media/song.mp3", old)
        try await withEdge(folder) { edge async throws in
            let connection = try await WireConnection(port: edge.port, receiveBuffer: 4096)
            try await connection.send("GET", "/media/song.mp3")
            let head = try WireResponse(head: await connection.receive(until: "\r\n\r\n"))
            try edge.folder.write("media/song.mp3", "new")
            #expect(try await edge.request("GET", "/media/song.mp3").text == "new")
            #expect(head["Content-Length"] == "8000000")
            #expect(try await connection.receive(8_000_000) == Array(old))
        }
    }
}
