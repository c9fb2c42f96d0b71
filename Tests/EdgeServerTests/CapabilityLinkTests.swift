import Core
import Crypto
import Foundation
import Logging
import NIOPosix
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct CapabilityLinkTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
        try folder.write("data/audio/song.mp3", SiteFolder.counting(100_000))
    }

    /// Links of the test: token to target.
    private struct Links: LinkDirectory {
        var targets: [Data: LinkTarget]

        init(_ targets: [String: LinkTarget]) {
            self.targets = Dictionary(
                uniqueKeysWithValues: targets.map { (Data(SHA256.hash(data: Data($0.utf8))), $1) })
        }

        func target(of digest: SHA256Digest) async throws -> LinkTarget? { targets[Data(digest)] }
    }

    private func provider() -> CapabilityLinks {
        let headers = SiteHeaders(path: "/nowhere", isHTTPS: false, logger: Logger(label: "test"))
        let loader = SiteLoader(
            site: FileTree(root: folder.path + "/data/audio"), media: nil, opener: FileOpener(hashes: ContentHashes()),
            headers: headers)
        let links = Links([
            "goodtoken": LinkTarget(link: "1", file: ["song.mp3"]), "lost": LinkTarget(link: "2", file: ["gone.mp3"]),
        ])
        return CapabilityLinks(
            directory: links, loader: loader, cache: SiteDocumentCache(), threads: NIOThreadPool.singleton)
    }

    @Test("Who has the token hears the song, in ranges and under any name", arguments: [true, false])
    func served(isFast: Bool) async throws {
        try await withEdge(folder) {
            $0.providers = [provider()]
            $0.settings.usesFastLane = isFast
        } body: { edge async throws in
            let whole = try await edge.request("GET", "/a/goodtoken/any%20name.mp3?x=1")
            #expect(whole.status == 200 && whole.body.count == 100_000 && whole["Content-Type"] == "audio/mpeg")
            #expect(whole["Referrer-Policy"] == "no-referrer" && whole["Cache-Control"]?.contains("private") == true)
            let tag = try #require(whole["ETag"])
            let part = try await edge.request("GET", "/a/goodtoken/x.mp3", ["Range: bytes=8-15", "If-Range: \(tag)"])
            #expect(part.status == 206 && part.text == "00000008")
            let log = edge.log.all.joined()
            #expect(!log.contains("goodtoken") && log.contains("/a/<redacted>"))
        }
    }

    @Test("Every wrong token gets the same bytes, which name nothing of it", arguments: [true, false])
    func refused(isFast: Bool) async throws {
        try await withEdge(folder) {
            $0.providers = [provider()]
            $0.settings.usesFastLane = isFast
            $0.clock = HTTPClock { 1_900_000_000 }
        } body: { edge async throws in
            var answers: Set<String> = []
            for path in [
                "/a/wrongtoken/x.mp3", "/a/lost/x.mp3", "/a/goodtoken", "/a/goodtoken/", "/a/goodtoken/x/y.mp3", "/a/x",
                "/a//x",
                "/a/GOODTOKEN/x.mp3", "/a/goodtoken%20/x.mp3",
            ] {
                let response = try await edge.request("GET", path, ["Accept: text/html"])
                let fields = response.fields.filter { $0.name != "X-Request-Id" }.map { "\($0.name): \($0.value)" }
                answers.insert("\(response.status)\n\(fields.joined(separator: "\n"))\n\n\(response.text)")
            }
            #expect(answers.count == 1, "\(answers)")
            let answer = answers.first ?? ""
            #expect(answer.hasPrefix("404") && !answer.contains("token") && answer.contains("Cache-Control: no-store"))
            #expect(answer.contains("/a/<redacted>"))
        }
    }
}
