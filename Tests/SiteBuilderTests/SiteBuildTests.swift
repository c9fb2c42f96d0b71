import Foundation
import Testing

@testable import SiteBuilder

@Suite struct SiteBuildTests {
    @Test func wholeSite_hasEveryKindOfOutput() async throws {
        try await SiteFixture.with { site in
            let report = try await site.build()
            #expect(report.privateCards == 1)
            #expect(report.removed == 0)
            let names = try site.files(below: "dist").keys
            for name in [
                "index.html", "404.html", "help/start/index.html", "cards/index.html", "cards/night-train/index.html",
                "cards/hidden-hill/index.html", "tags/bedtime/index.html", "catalog.json", "catalog.schema.json",
                "feed.xml",
                "sitemap.xml", "robots.txt", "site.webmanifest", "headers.json", "media/train/01.mp3",
                "media/train/cover.png",
            ] {
                #expect(names.contains(name), "\(name)")
            }
            #expect(try site.text("dist/help/start/index.html").contains("<del>old</del>"))
        }
    }

    @Test func unchangedBuild_writesNothing() async throws {
        try await SiteFixture.with { site in
            let first = try await site.build()
            let second = try await site.build()
            #expect(first.written > 20)
            #expect(second.written == 0 && second.removed == 0)
            #expect(second.unchanged == first.written)
        }
    }

    @Test func oneThreadOrMany_giveTheSameBytes() async throws {
        try await SiteFixture.with { site in
            try await site.build { $0.jobs = 1 }
            try await site.build { options in
                options.jobs = 8
                options.output = site.path("dist-8")
                options.privateOutput = site.path("private-8")
            }
            #expect(try site.files(below: "dist") == site.files(below: "dist-8"))
            #expect(try site.files(below: "private") == site.files(below: "private-8"))
        }
    }

    @Test func deletedSource_removesItsOutput_andNothingElse() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            try site.write("dist/notes-of-mine.txt", "keep")
            try site.remove("content/cards/hidden-hill.md")
            let report = try await site.build()
            // The page and the playlist.
            #expect(report.removed == 2)
            let names = try site.files(below: "dist").keys
            #expect(!names.contains("cards/hidden-hill/index.html"))
            #expect(!FileManager.default.fileExists(atPath: site.path("dist/cards/hidden-hill")))
            #expect(names.contains("notes-of-mine.txt"))
        }
    }

    @Test func foreignOutputFolder_isRefused() async throws {
        try await SiteFixture.with { site in
            try site.write("dist/thesis.txt", "mine")
            let failure = await #expect(throws: BuildFailure.self) { try await site.build() }
            #expect(failure?.exitCode == 2)
            #expect(try site.files(below: "dist").count == 1)
        }
    }

    @Test func privateCard_leavesNothingInTheOutput() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let secretBytes = Data(SiteFixture.mp3(frames: 1, seed: 0x5A))
            for (name, data) in try site.files(below: "dist") {
                #expect(!name.contains("secret") && !name.contains("letter"), "\(name)")
                #expect(data.range(of: Data("Grandma".utf8)) == nil, "\(name)")
                #expect(data.range(of: Data("family-only".utf8)) == nil, "\(name)")
                #expect(data.range(of: secretBytes) == nil, "\(name)")
            }
            let kept = try site.files(below: "private")
            #expect(kept.keys.contains("media/secret/letter.mp3"))
            #expect(try site.text("private/catalog.json").contains("Grandma's Letter"))
        }
    }

    @Test func unlistedCard_hasAPageAndIsInNoList() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            for (name, data) in try site.files(below: "dist")
            where !name.hasPrefix("cards/hidden-hill/") && !name.hasPrefix(".") {
                #expect(data.range(of: Data("idden".utf8)) == nil, "\(name)")
            }
            #expect(!FileManager.default.fileExists(atPath: site.path("dist/tags/hills")))
        }
    }

    @Test func draftsAndTheFuture_areLeftOutUnlessAsked() async throws {
        try await SiteFixture.with { site in
            try site.replace("order: 1\n", with: "order: 1\ndraft: yes\n", in: "content/help/start.md")
            try site.replace("date: 2026-11-07", with: "date: 2027-01-01", in: "content/cards/night-train.md")
            try site.remove("content/cards/all-day.md")
            try await site.build()
            var names = try site.files(below: "dist").keys
            #expect(!names.contains("help/start/index.html") && !names.contains("cards/night-train/index.html"))
            try await site.build {
                $0.includesDrafts = true; $0.includesFuture = true
            }
            names = try site.files(below: "dist").keys
            #expect(names.contains("help/start/index.html") && names.contains("cards/night-train/index.html"))
        }
    }

    @Test func assets_haveHashedNamesIntegrityAndRewrittenReferences() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let home = try site.text("dist/index.html")
            let style = try #require(
                home.firstMatch(of: /href="(\/assets\/css\/site\.[0-9a-f]{12}\.css)" integrity="sha384-/))
            #expect(home.contains(/src="\/assets\/js\/site\.[0-9a-f]{12}\.js" integrity="sha384-/))
            #expect(try site.text("dist" + style.1).contains(/url\("\/assets\/icons\/icon-192\.[0-9a-f]{12}\.png"\)/))
            let script = try #require(home.firstMatch(of: /src="(\/assets\/js\/site\.[0-9a-f]{12}\.js)"/))
            #expect(try site.text("dist" + script.1).contains(/from "\/assets\/js\/lib\.[0-9a-f]{12}\.js"/))
        }
    }
}
