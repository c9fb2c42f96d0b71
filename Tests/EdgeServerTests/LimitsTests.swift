import Core
import Foundation
import HTTPTypes
import NIOCore
import NIOEmbedded
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct LimitsTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
        try folder.write("media/long.mp3", SiteFolder.counting(30_000_000))
    }

    /// A connection that has the head of a long answer and reads no more of it.
    private static func stall(
        _ edge: RunningEdge, _ path: String = "/media/long.mp3", _ fields: [String] = []
    ) async throws -> (connection: WireConnection, status: String) {
        let connection = try await WireConnection(port: edge.port, receiveBuffer: 4096)
        try await connection.send("GET", path, fields)
        return (connection, try await connection.receive(until: "\r\n"))
    }

    @Test("A connection too many is told so and closed; when one leaves, the next gets in")
    func everybody() async throws {
        try await withEdge(folder, flags: [(.maximumConnections, "2")]) { edge async throws in
            let first = try await Self.stall(edge)
            let second = try await Self.stall(edge)
            #expect(first.status.contains("200") && second.status.contains("200"))
            let third = try await edge.connect()
            let refused = try await third.response()
            #expect(refused.status == 503 && refused["Retry-After"] == "5" && refused["Connection"] == "close")
            #expect(refused["Content-Type"] == Problem.mediaType && refused.text.contains(#""code":"unavailable""#))
            #expect(try await third.rest().isEmpty)
            await third.close()
            await first.connection.close()
            var status = 503
            while status == 503 { status = try await edge.request("HEAD", "/").status }
            #expect(status == 200)
            await second.connection.close()
        }
    }

    @Test("One client behind a proxy gets so many transfers, another is not touched by that")
    func forwardedClient() async throws {
        try await withEdge(folder, flags: [(.maximumPerAddress, "1")]) { edge async throws in
            let first = try await Self.stall(edge, "/media/long.mp3", ["X-Forwarded-For: 203.0.113.1"])
            #expect(first.status.contains("200"))
            // Whatever else the client put into the field before its proxy's entry.
            let busy = try await edge.request("GET", "/", ["X-Forwarded-For: 6.6.6.6, 203.0.113.1"])
            #expect(busy.status == 503 && busy["Retry-After"] == "5")
            #expect(try await edge.request("GET", "/", ["X-Forwarded-For: 203.0.113.2"]).status == 200)
            #expect(try await edge.request("GET", "/", []).status == 200)
            await first.connection.close()
            var status = 503
            while status == 503 { status = try await edge.request("GET", "/", ["X-Forwarded-For: 203.0.113.1"]).status }
            #expect(status == 200)
        }
    }

    @Test("One link carries so many transfers at a time", arguments: [true, false])
    func link(isFast: Bool) async throws {
        let provider = TestProvider(resources: [
            "/test/one": { Self.endless(link: "one") }, "/test/two": { Self.endless(link: "two") },
        ])
        try await withEdge(
            folder,
            configure: {
                $0.providers = [provider]
                $0.settings.usesFastLane = isFast
            }, flags: [(.maximumPerLink, "2")]
        ) { edge async throws in
            var held: [WireConnection] = []
            for _ in 0..<2 {
                let (connection, status) = try await Self.stall(edge, "/test/one")
                #expect(status.contains("200"))
                held.append(connection)
            }
            let busy = try await edge.request("GET", "/test/one")
            #expect(busy.status == 503 && busy["Retry-After"] == "5")
            #expect(try await Self.stall(edge, "/test/two").status.contains("200"))
            for connection in held { await connection.close() }
            var status = "503"
            while status.contains("503") { status = try await Self.stall(edge, "/test/one").status }
            #expect(status.contains("200"))
        }
    }

    private static func endless(link: String) -> Resource {
        var resource = TestStream(chunk: ByteBuffer(repeating: 7, count: 65_536)).resource
        resource.link = link
        return resource
    }

    @Test(
        "Addresses are counted at the door, this machine and proxies are not",
        arguments: [("203.0.113.1", 2), ("127.0.0.1", 5), ("10.0.0.1", 5)])
    func door(address: String, admitted: Int) throws {
        let trust = ProxyTrust(proxies: [try #require(NetworkBlock("10.0.0.0/8"))])
        let door = ConnectionDoor(limit: 5, limitPerAddress: 2, trust: trust)
        let channels = (0..<6).map { _ in EmbeddedChannel() }
        let results = channels.map { door.admit($0, from: NetworkAddress(address)) }
        #expect(results.filter(\.self).count == admitted && door.count == admitted)
        for channel in channels { _ = try channel.finish() }
        #expect(door.count == 0 && door.admit(EmbeddedChannel(), from: NetworkAddress(address)))
    }

    @Test("A tally forgets who has nothing any more")
    func tally() {
        let tally = Tally<String>(limit: 1)
        var permit = tally.enter("a")
        #expect(permit != nil && tally.enter("a") == nil && tally.keys == 1)
        permit = nil
        #expect(tally.keys == 0 && tally.count("a") == 0)
    }

    @Test("With an origin secret only those who know it get in, and programs on this machine")
    func originSecret() async throws {
        try await withEdge(folder) {
            $0.gate = OriginGate(trust: $0.configuration.trust, secret: "0123456789abcdef")
        } body: { edge async throws in
            for path in ["/", "/api/health", "/media/long.mp3"] {
                let forwarded = "X-Forwarded-For: 203.0.113.1"
                #expect(try await edge.request("HEAD", path).status == 200)
                #expect(try await edge.request("HEAD", path, [forwarded]).status == 403)
                #expect(
                    try await edge.request("HEAD", path, [forwarded, "X-Origin-Secret: 0123456789abcdeF"]).status == 403
                )
                #expect(
                    try await edge.request("HEAD", path, [forwarded, "X-Origin-Secret: 0123456789abcdef"]).status == 200
                )
                let twice = ["X-Origin-Secret: 0123456789abcdef", "X-Origin-Secret: 0123456789abcdef"]
                #expect(try await edge.request("HEAD", path, [forwarded] + twice).status == 403)
            }
        }
    }

    @Test("A visitor's address is the client's, and tells clients apart only when it is one")
    func visitor() throws {
        let trust = ProxyTrust(proxies: [try #require(NetworkBlock("127.0.0.0/8"))])
        let middleware = VisitorMiddleware(gate: OriginGate(trust: trust))
        var fields: HTTPFields = [.userAgent: "x"]
        #expect(
            try middleware.visitor(of: fields, peer: "127.0.0.1")
                == Visitor(address: "127.0.0.1", userAgent: "x", isDistinct: false))
        fields[try #require(.init("X-Forwarded-For"))] = "203.0.113.1"
        #expect(
            try middleware.visitor(of: fields, peer: "127.0.0.1") == Visitor(address: "203.0.113.1", userAgent: "x"))
        #expect(try middleware.visitor(of: fields, peer: "203.0.113.9").address == "203.0.113.9")
        #expect(try middleware.visitor(of: [:], peer: "").isDistinct == false)
    }

    @Test("Behind TLS every answer asks browsers to stay there, whatever the site was built for")
    func transportSecurity() async throws {
        try folder.write(
            "dist/headers.json",
            #"{"version":1,"profiles":{"p":{"X-A":"b"}},"rules":[{"path":"*","profile":"p","headers":{}}]}"#)
        try await withEdge(folder, flags: [(.publicURL, "https://yoto.example.org")]) { edge async throws in
            for path in ["/", "/nothing", "/api/health"] {
                #expect(try await edge.request("GET", path)["Strict-Transport-Security"]?.contains("max-age") == true)
            }
        }
        try await withEdge(folder) { edge async throws in
            #expect(try await edge.request("GET", "/")["Strict-Transport-Security"] == nil)
        }
    }
}
