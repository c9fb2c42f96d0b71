import ArgumentParser
import Foundation
import Testing

@testable import SiteBuilder

@Suite struct CommandTests {
    private func options(_ site: SiteFixture) -> [String] {
        [
            "--content", site.path("content"), "--templates", site.path("templates"), "--output", site.path("dist"),
            "--private", site.path("private"), "--cache", site.path("cache"), "--quiet",
        ]
    }

    private func run(_ arguments: [String]) async throws -> Int32 {
        var command = try SiteBuilderCommand.parseAsRoot(arguments)
        do {
            if var command = command as? any AsyncParsableCommand { try await command.run() } else { try command.run() }
            return 0
        } catch let code as ExitCode {
            return code.rawValue
        }
    }

    @Test func commands_buildCheckAndClean() async throws {
        try await SiteFixture.with { site in
            #expect(try await run(["check"] + options(site)) == 0)
            #expect(!FileManager.default.fileExists(atPath: site.path("dist")))
            #expect(try await run(["build"] + options(site)) == 0)
            try site.write("dist/mine.txt", "keep")
            #expect(try await run(["clean"] + options(site)) == 0)
            #expect(try site.files(below: "dist").keys.sorted() == ["mine.txt"])
            #expect(!FileManager.default.fileExists(atPath: site.path("private")))
            #expect(try site.files(below: "cache").isEmpty)
        }
    }

    @Test func exitCodes_tellMistakesFromFolders() async throws {
        try await SiteFixture.with { site in
            try site.replace("order: 1", with: "ordre: 1", in: "content/help/start.md")
            #expect(try await run(["check"] + options(site)) == 1)
            #expect(try await run(["build"] + options(site)) == 1)
            try site.remove("content")
            #expect(try await run(["build"] + options(site)) == 2)
        }
    }

    @Test func warnings_failTheBuildOnlyWhenAsked() async throws {
        try await SiteFixture.with { site in
            try site.replace("## One", with: "# One", in: "content/help/start.md")
            #expect(try await run(["build"] + options(site)) == 0)
            #expect(try await run(["build", "--warnings-as-errors"] + options(site)) == 1)
            let report = try await site.build()
            #expect(report.warnings.map(\.rule) == ["heading-order"])
            #expect(report.warnings.map(\.line) == [7])
        }
    }

    @Test func emptyList_isAWarning() async throws {
        try await SiteFixture.with { site in
            try site.addPosts(1)
            try site.remove("content/posts/odd")
            #expect(try await site.build().warnings.map(\.rule) == ["empty-list"])
        }
    }

    @Test func newCard_isPrivateAndBuilds() async throws {
        try await SiteFixture.with { site in
            let code = try await run([
                "new", "card", "Größe & Ehre!", "--author", "Pip \"P\" Penn", "--summary", "A story.", "--age", "3-7",
                "--cover", site.path("content/media/train/cover.png"), "--cover-alt", "A train", "--icon",
                site.path("content/media/train/icon.png"), "--audio", site.path("content/media/train/01.mp3"),
                "--content",
                site.path("content"),
            ])
            #expect(code == 0)
            let card = try site.text("content/cards/grosse-ehre.md")
            #expect(card.contains("visibility: private") && card.contains("author: \"Pip \\\"P\\\" Penn\""))
            #expect(try await site.build { $0.includesFuture = true }.privateCards == 2)
            let again = try await run([
                "new", "page", "help/start", "--title", "A", "--description", "B", "--content", site.path("content"),
            ])
            #expect(again == 2)
            let page = try await run([
                "new", "page", "help/tea", "--title", "Tea: hot", "--description", "B", "--content",
                site.path("content"),
            ])
            #expect(page == 0)
            try await site.build { $0.includesFuture = true }
            #expect(try site.text("dist/help/tea/index.html").contains("Tea: hot"))
        }
    }

    @Test func explanation_namesContentLayoutAndTemplates() async throws {
        try await SiteFixture.with { site in
            let plan = try await SiteBuild(options: site.options, progress: { _ in }).plan()
            let page = try #require(Explanation(of: "/help/start", in: plan))
            #expect(page.source == site.path("content/help/start.md") && page.isRemembered == true)
            #expect(page.templates.map { $0.split(separator: "/").last } == ["base.mustache", "page.mustache"])
            #expect(Explanation(of: "/feed.xml", in: plan)?.source == "the whole site")
            #expect(Explanation(of: "/media/train/01.mp3", in: plan)?.source == site.path("content/media/train/01.mp3"))
            let style = try #require(plan.files.first { $0.path.hasSuffix(".css") }?.path)
            #expect(Explanation(of: style, in: plan)?.source == site.path("templates/assets/css/site.css"))
            #expect(Explanation(of: "/nope/", in: plan) == nil)
        }
    }

    @Test func statistics_countWhatIsThere() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let plan = try await SiteBuild(options: site.options, progress: { _ in }).plan()
            let stats = SiteStatistics(plan, output: site.path("dist"))
            #expect(stats.publicCards == 3 && stats.unlistedCards == 1 && stats.privateCards == 1)
            #expect(stats.tracks == 3 && stats.audioSeconds == 18 && stats.words > 30)
            #expect(stats.bytes[".html"] ?? 0 > 1_000)
            #expect(stats.description.contains("3 public, 1 unlisted, 1 private"))
        }
    }

    @Test func documentation_isThatOfTheCode() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/diagnostics.md")
        #expect(try String(contentsOf: file.standardizedFileURL, encoding: .utf8) == Diagnostic.Rule.documentation)
    }

    @Test func findings_areJSONForScripts() throws {
        let finding = Diagnostic(.unknownKey, at: SourceLocation("a.md", line: 2, column: 3), "x", help: "y")
        #expect(DiagnosticJSON(finding).diagnostic == finding)
        let data = try JSONEncoder().encode(DiagnosticJSON(finding))
        #expect(String(decoding: data, as: UTF8.self).contains("\"rule\":\"unknown-key\""))
    }
}
