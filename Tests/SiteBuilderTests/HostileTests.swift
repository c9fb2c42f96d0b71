import Foundation
import Testing

@testable import SiteBuilder

/// Content that nobody should write, and disks that change under a build: a clear word, in bounded time, and the former
/// site as it was.
@Suite struct HostileTests {
    private static let start = "content/help/start.md"

    private func page(_ body: String, title: String = "Start") -> String {
        "---\ntitle: \(title)\ndescription: About.\n---\n\(body)\n"
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            String(repeating: "a ", count: 500_000), String(repeating: ">", count: 100_000) + " deep",
            String(repeating: "[", count: 50_000), String(repeating: "*a **b ", count: 20_000),
            String(repeating: "`", count: 100_001), String(repeating: "- ", count: 20_000) + "x",
            String(repeating: "| a ", count: 5_000) + "|\n" + String(repeating: "|---", count: 5_000) + "|",
            String(repeating: "\u{E000}0\u{E001}", count: 10_000), String(repeating: "# a\n", count: 5_000),
            "[^1]\n\n[^1]: " + String(repeating: "[^1]", count: 5_000),
        ])
    func heavyTexts_areBuilt(_ body: String) async throws {
        try await SiteFixture.with { site in
            try site.write(Self.start, page(body))
            try await site.build()
            #expect(try site.text("dist/help/start/index.html").contains("</html>"))
        }
    }

    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            (String(repeating: "x", count: 1_000_000), "has 1000000 characters, at most 100 are allowed"),
            ("[" + String(repeating: "[", count: 5_000), "[invalid-yaml]"), ("&a [*a, *a]", "[invalid-yaml]"),
            ("\"\\u0000\"", "title"), ("!!binary x", "Start"),
        ])
    func heavyFrontMatter_isToldOrTaken(_ title: String, _ expected: String) async throws {
        try await SiteFixture.with { site in
            try site.write(Self.start, page("x", title: title))
            let text = try await site.mistakes()
            #expect(text.isEmpty || text.contains(expected), "\(text.prefix(400))")
            #expect(text.utf8.count < 3_000)
        }
    }

    @Test func linksToFolders_doNotLeadInCircles() async throws {
        try await SiteFixture.with { site in
            let files = FileManager.default
            try files.createSymbolicLink(
                atPath: site.path("content/help/loop"), withDestinationPath: site.path("content"))
            try files.createSymbolicLink(atPath: site.path("content/help/self.md"), withDestinationPath: "self.md")
            try files.createSymbolicLink(atPath: site.path("content/help/none.md"), withDestinationPath: "/nothing")
            let report = try await site.build()
            #expect(report.written > 0)
            let names = try site.files(below: "dist").keys
            let led = names.filter { name in name.contains("loop") || name.contains("self") }
            #expect(led.isEmpty)
        }
    }

    @Test func aPipe_isNoPage() async throws {
        try await SiteFixture.with { site in
            #expect(mkfifo(site.path("content/help/pipe.md"), 0o600) == 0)
            let report = try await site.build()
            #expect(report.written > 0)
        }
    }

    /// Runs a build that is disturbed when it starts to render.
    private func disturbed(_ site: SiteFixture, _ disturb: @escaping @Sendable () -> Void) async -> String {
        do {
            _ = try await SiteBuild(options: site.options) { if $0.hasPrefix("Rendering") { disturb() } }.run()
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func filesThatVanishOrChange_areTold() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let before = try site.files(below: "dist")
            let page = site.path(Self.start)
            let text = await disturbed(site) {
                try? Data("---\ntitle: Other\n---\n".utf8).write(to: URL(filePath: page))
            }
            #expect(text.contains("help/start.md: error: the file changed while the site was built; build again"))
            try site.write(Self.start, self.page("x"))
            let gone = await disturbed(site) { try? FileManager.default.removeItem(atPath: page) }
            #expect(gone.contains("the file cannot be read: No such file or directory"))
            #expect(try site.files(below: "dist") == before)
        }
    }

    @Test func anOutputThatCannotBeWritten_keepsTheSite() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let before = try site.files(below: "dist")
            try site.replace("## One", with: "## Uno", in: Self.start)
            let stage = site.path("dist/.site-builder/stage")
            // The stage is gone when the first file is to be written, as on a disk that fails.
            let text = await disturbed(site) { try? FileManager.default.removeItem(atPath: stage) }
            #expect(text.contains("cannot be written: No such file or directory"), "\(text)")
            #expect(try site.files(below: "dist") == before)
        }
    }

    @Test func aManifestThatLeadsOut_removesNothing() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            try site.write("mine.txt", "keep")
            let manifest = try site.text("dist/.site-builder/manifest.json")
            let digest = String(repeating: "0", count: 64)
            try site.write(
                "dist/.site-builder/manifest.json",
                manifest.replacing("\"files\" : {", with: "\"files\" : {\n \"../mine.txt\" : \"\(digest)\","))
            try await site.build()
            #expect(try site.text("mine.txt") == "keep")
        }
    }
}
