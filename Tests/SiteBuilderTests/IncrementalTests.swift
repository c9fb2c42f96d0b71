import Foundation
import TestSupport
import Testing

@testable import SiteBuilder

/// A build that remembers the last one gives, byte for byte, what a build from nothing gives.
@Suite struct IncrementalTests {
    private func build(_ site: SiteFixture) async throws -> BuildReport {
        try await site.build { $0.cache = site.path("cache/site.bin") }
    }

    private func expectSameAsClean(_ site: SiteFixture, _ what: String) async throws {
        try await site.build {
            $0.output = site.path("clean")
            $0.privateOutput = site.path("clean-private")
        }
        let incremental = try site.files(below: "dist")
        let clean = try site.files(below: "clean")
        #expect(incremental.keys.sorted() == clean.keys.sorted(), "\(what)")
        for (name, data) in clean where incremental[name] != data { Issue.record("\(name) differs after: \(what)") }
        #expect(try site.files(below: "private") == site.files(below: "clean-private"), "\(what)")
    }

    @Test func nothingChanged_writesNothing() async throws {
        try await SiteFixture.with { site in
            try site.addPosts()
            let first = try await build(site)
            let second = try await build(site)
            #expect(second.written == 0 && second.removed == 0 && second.unchanged == first.written)
        }
    }

    @Test func aChangedBody_writesOnePage() async throws {
        try await SiteFixture.with { site in
            try site.addPosts()
            _ = try await build(site)
            try site.writePost(3, body: "Other words.")
            #expect(try await build(site).written == 1)
            try await expectSameAsClean(site, "body")
        }
    }

    @Test func aChangedTitle_writesWhatShowsIt() async throws {
        try await SiteFixture.with { site in
            try site.addPosts()
            _ = try await build(site)
            try site.writePost(3, title: "Renamed")
            // The page, both neighbours, a page of the list, a page of each of three words, their feeds and the list's,
            // each with its two siblings at most.
            #expect((11...33).contains(try await build(site).written))
            try await expectSameAsClean(site, "title")
        }
    }

    @Test func aDamagedOutput_isRepaired() async throws {
        try await SiteFixture.with { site in
            try site.addPosts()
            _ = try await build(site)
            let page = "dist/posts/odd/post-3/index.html"
            let good = try site.text(page)
            try site.write(page, "damaged")
            try site.remove("dist/posts/even/post-2/index.html")
            #expect(try await build(site).written == 2)
            #expect(try site.text(page) == good)
        }
    }

    @Test func aLostAnchor_isMissedByPagesThatDidNotChange() async throws {
        try await SiteFixture.with { site in
            try site.addPosts()
            try site.writePost(1, body: "[There](/posts/even/post-2/#heading-2)")
            _ = try await build(site)
            try site.replace("## Heading 2", with: "## Another", in: "content/posts/even/post-2.md")
            await #expect(throws: BuildFailure.self) { try await build(site) }
            try site.remove("content/posts/even/post-2.md")
            let failure = await #expect(throws: BuildFailure.self) { try await build(site) }
            #expect(failure?.description.contains("there is no '/posts/even/post-2/'") == true)
        }
    }

    @Test func aDamagedCache_isNoCache() async throws {
        try await SiteFixture.with { site in
            try site.addPosts(2)
            _ = try await build(site)
            let bytes = Array(try Data(contentsOf: site.root.appending(path: "cache/site.bin")))
            for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
                try site.write("cache/site.bin", bytes: Array(bytes[..<length]))
                #expect(try await build(site).written == 0)
            }
        }
    }

    /// `SITE_BUILDER_SEQUENCES=500` for the long form.
    @Test(.timeLimit(.minutes(20))) func randomEdits_giveWhatACleanBuildGives() async throws {
        let count = ProcessInfo.processInfo.environment["SITE_BUILDER_SEQUENCES"].flatMap(Int.init) ?? 12
        for seed in 0..<count {
            try await SiteFixture.with { site in
                var random = SeededGenerator(seed: UInt64(seed))
                try site.addPosts(5)
                var done: [String] = []
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    for _ in 0..<Int.random(in: 1...3, using: &random) {
                        done.append(try RandomEdit.apply(to: site, &random))
                    }
                    let incremental = await outcome { try await build(site) }
                    let clean = await outcome {
                        try await site.build {
                            $0.output = site.path("clean")
                            $0.privateOutput = site.path("clean-private")
                        }
                    }
                    #expect(incremental == clean, "seed \(seed): \(done)")
                }
                if try await site.mistakes().isEmpty { try await expectSameAsClean(site, "seed \(seed): \(done)") }
            }
        }
    }

    /// The mistakes of a build; empty when there are none.
    private func outcome(_ build: () async throws -> BuildReport) async -> String {
        do {
            _ = try await build()
            return ""
        } catch {
            return "\(error)"
        }
    }
}

/// Something an author might do to a site.
enum RandomEdit {
    static func apply(to site: SiteFixture, _ random: inout SeededGenerator) throws -> String {
        let number = Int.random(in: 1...6, using: &random)
        let file = "content/posts/\(number % 2 == 0 ? "even" : "odd")/post-\(number).md"
        let word = ["apple", "bear", "cloud"].randomElement(using: &random) ?? ""
        let kind = Int.random(in: 0...13, using: &random)
        switch kind {
        case 0, 1: try site.writePost(number, body: "About a \(word).")
        case 2: try site.writePost(number, title: "The \(word)")
        case 3: try site.writePost(number, more: "draft: yes\n")
        case 4: try? site.remove(file)
        case 5: try site.writePost(number, body: "[See](/posts/even/post-2/#heading-2)")
        case 6: try site.writePost(number, body: "[song](media/train/01.mp3)")
        case 7: try site.writePost(number, more: "aliases: [/\(word)/]\n")
        case 8: try site.write("content/help/\(word).md", "---\ntitle: \(word)\ndescription: Help.\n---\n## \(word)\n")
        case 9: try site.write("templates/assets/css/site.css", "p { color: var(--\(word)) }\n")
        case 10: try site.write("templates/partials/card-tile.mustache", "<a href=\"{{url}}\">{{title}} \(word)</a>\n")
        case 11:
            try site.write(
                "content/posts/index.md", "---\ntitle: \(word)\ndescription: All.\nlayout: list\n---\n\(word)\n")
        case 12: try site.write("content/media/train/01.mp3", bytes: SiteFixture.mp3(frames: number * 9, seed: 3))
        default:
            let text = try site.text("content/site.yaml")
            try site.write("content/site.yaml", text.replacing(/title: .*/, with: "title: \(word)", maxReplacements: 1))
        }
        return "\(kind) \(number) \(word)"
    }
}
