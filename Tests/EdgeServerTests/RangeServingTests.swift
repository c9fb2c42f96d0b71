import Foundation
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct RangeServingTests {
    private static let size = 300_007
    private let content = Array(SiteFolder.counting(size))
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
        try folder.write("dist/media/song.mp3", Data(content))
        try folder.write("media/own.mp3", Data(content))
        try folder.write("dist/media/empty.mp3", "")
    }

    @Test("A song leaves whole, with validators, length and the offer of ranges", arguments: ["song", "own"])
    func whole(name: String) async throws {
        try await withEdge(folder) { [content] edge async throws in
            let response = try await edge.request("GET", "/media/\(name).mp3")
            #expect(response.status == 200)
            #expect(response.body == content)
            #expect(response["Content-Type"] == "audio/mpeg")
            #expect(response["Accept-Ranges"] == "bytes")
            #expect(response["Cache-Control"] == "public, max-age=3600")
            #expect(response["X-Content-Type-Options"] == "nosniff")
            #expect(response["ETag"]?.count == 34)
            #expect(response["Last-Modified"] != nil)
            #expect(response["Content-Encoding"] == nil && response["Vary"] == nil)
        }
    }

    @Test(
        "A range is exactly its bytes",
        arguments: [("0-0", 0..<1), ("500-999", 500..<1000), ("-500", 299_507..<300_007), ("65536-", 65_536..<300_007)])
    func ranges(field: String, expected: Range<Int>) async throws {
        try await withEdge(folder) { [content] edge async throws in
            let response = try await edge.request("GET", "/media/song.mp3", ["Range: bytes=\(field)"])
            #expect(response.status == 206)
            #expect(response.body == Array(content[expected]))
            #expect(response["Content-Range"] == "bytes \(expected.lowerBound)-\(expected.upperBound - 1)/\(Self.size)")
        }
    }

    @Test("Several ranges are parts of one answer")
    func multipart() async throws {
        try await withEdge(folder) { [content] edge async throws in
            let response = try await edge.request("GET", "/media/song.mp3", ["Range: bytes=0-9,100000-250000,-3"])
            let type = try #require(response["Content-Type"])
            let boundary = try #require(type.split(separator: "boundary=").last)
            #expect(type.hasPrefix("multipart/byteranges; "))
            var expected: [UInt8] = []
            for (index, part) in [0..<10, 100_000..<250_001, 300_004..<300_007].enumerated() {
                let head =
                    "\(index == 0 ? "" : "\r\n")--\(boundary)\r\nContent-Type: audio/mpeg\r\n"
                    + "Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/\(Self.size)\r\n\r\n"
                expected += Array(head.utf8) + content[part]
            }
            expected += Array("\r\n--\(boundary)--\r\n".utf8)
            #expect(response.body == expected)
        }
    }

    @Test("Conditions decide between 200, 206, 304, 412 and 416 on one kept connection")
    func conditions() async throws {
        try await withEdge(folder) { edge async throws in
            let connection = try await edge.connect()
            func ask(_ fields: String..., method: String = "GET") async throws -> WireResponse {
                try await connection.send(method, "/media/song.mp3", fields)
                return try await connection.response(to: method)
            }
            let first = try await ask()
            let tag = try #require(first["ETag"])
            let date = try #require(first["Last-Modified"])
            let notModified = try await ask("If-None-Match: W/\(tag)", "Range: bytes=0-9")
            #expect(notModified.status == 304 && notModified["ETag"] == tag && notModified["Last-Modified"] == date)
            #expect(notModified["Cache-Control"] == first["Cache-Control"] && notModified["Content-Length"] == nil)
            #expect(notModified["Date"] != nil)
            #expect(try await ask("If-Modified-Since: \(date)").status == 304)
            #expect(try await ask("If-Match: \"other\"").status == 412)
            let beyond = try await ask("Range: bytes=\(Self.size)-")
            #expect(beyond.status == 416 && beyond["Content-Range"] == "bytes */\(Self.size)")
            #expect(beyond["Content-Type"] == "application/problem+json" && beyond["ETag"] == tag)
            #expect(try await ask("Range: bytes=0-9", "If-Range: \(tag)").status == 206)
            #expect(try await ask("Range: bytes=0-9", "If-Range: \(date)").status == 206)
            #expect(try await ask("Range: bytes=0-9", "If-Range: \"other\"").status == 200)
            let head = try await ask("Range: bytes=0-9", method: "HEAD")
            #expect(head.status == 200 && head["Content-Length"] == "\(Self.size)" && head["Content-Range"] == nil)
            #expect(try await ask("If-None-Match: \(tag)", method: "HEAD").status == 304)
            #expect(try await ask("Range: bytes=0-9,20-29").status == 206)
        }
    }

    @Test("An empty file ignores ranges", arguments: ["bytes=0-", "bytes=-5", "bytes=3-9"])
    func empty(range: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", "/media/empty.mp3", ["Range: \(range)"])
            #expect(response.status == 200 && response["Content-Length"] == "0" && response.body.isEmpty)
        }
    }

    @Test("Positions beyond 4 GiB are right, and a big file is not read to be tagged")
    func huge() async throws {
        let size = 5 << 30
        let path = folder.path + "/media/huge.mp3"
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try #require(FileHandle(forWritingAtPath: path))
        try file.truncate(atOffset: UInt64(size))
        for place in [2_147_483_646, 4_294_967_296, size - 4] {
            try file.seek(toOffset: UInt64(place))
            try file.write(contentsOf: Data("MARK".utf8))
        }
        try file.close()
        try await withEdge(folder) { edge async throws in
            for place in [2_147_483_646, 4_294_967_296, size - 4] {
                let response = try await edge.request("GET", "/media/huge.mp3", ["Range: bytes=\(place)-\(place + 3)"])
                #expect(response.status == 206 && response.text == "MARK")
                #expect(response["Content-Range"] == "bytes \(place)-\(place + 3)/\(size)")
            }
            #expect(try await edge.request("HEAD", "/media/huge.mp3")["Content-Length"] == "\(size)")
        }
    }
}
