import Core
import Foundation
import Testing

@testable import SiteBuilder

@Suite struct FeedTests {
    @Test func feed_hasAnEpisodeForEachTrackOfPublicAudioCards() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let feed = try site.text("dist/feed.xml")
            #expect(feed.matches(of: /<item>/).count == 2)
            #expect(feed.contains("<title>Test Tunes</title>"))
            #expect(feed.contains("<itunes:subtitle>Songs &amp; tests</itunes:subtitle>"))
            #expect(
                feed.contains(
                    "<enclosure url=\"http://127.0.0.1:8080/media/train/01.mp3\" length=\"166800\" type=\"audio/mpeg\"/>"
                ))
            #expect(feed.contains("<guid isPermaLink=\"false\">night-train/02</guid>"))
            #expect(feed.contains("<itunes:duration>10</itunes:duration>"))
        }
    }

    @Test func catalog_holdsPublicCardsWithFactsOfTheirFiles() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let catalog = try Catalog(json: Data(site.text("dist/catalog.json").utf8))
            #expect(Set(catalog.cards.map(\.slug)) == ["night-train", "all-day", "cave"])
            let train = try #require(catalog.cards.first { $0.slug == "night-train" })
            #expect(train.tracks.map(\.key) == ["01", "02"])
            #expect(train.tracks.map(\.durationMilliseconds) == [10_449, 5_224])
            #expect(train.tracks.map(\.bytes) == [166_800, 83_400])
            #expect(train.cover.width == 600)
            let cave = try #require(catalog.cards.first { $0.slug == "cave" }?.adventure)
            #expect(cave.scenes.map(\.id) == ["the-door", "the-dark", "home-again"])
            #expect(cave.scenes.first?.choices.map(\.scene) == ["the-dark", "home-again"])
            #expect(cave.scenes.first?.track == "01")
        }
    }

    @Test func sitemap_namesWhatMayBeFoundAndNothingElse() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let map = try site.text("dist/sitemap.xml")
            #expect(map.contains("<loc>http://127.0.0.1:8080/cards/night-train/</loc>"))
            #expect(map.contains("<loc>http://127.0.0.1:8080/tags/bedtime/</loc>"))
            #expect(!map.contains("404") && !map.contains("hidden"))
        }
    }

    @Test func https_changesHeadersAndAddresses() async throws {
        try await SiteFixture.with { site in
            try await site.build { $0.baseURL = "https://audio.example.org" }
            #expect(try site.text("dist/headers.json").contains("Strict-Transport-Security"))
            #expect(try site.text("dist/robots.txt").contains("Sitemap: https://audio.example.org/sitemap.xml"))
            try await site.build()
            #expect(try !site.text("dist/headers.json").contains("upgrade-insecure-requests"))
        }
    }

    @Test func xml_holdsNoForbiddenCharacters() {
        #expect(XML.escaped("a<b>&\"'\u{1}\u{B}c\n") == "a&lt;b&gt;&amp;&quot;&#39;c\n")
    }
}

/// Outputs beside pages that other programs read.
@Suite struct OutputFormatTests {
    @Test func podcasts_areThereForTagsAndCards() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            let tag = try site.text("dist/tags/bedtime/feed.xml")
            #expect(tag.contains("<title>Test Tunes: bedtime</title>") && tag.matches(of: /<item>/).count == 2)
            let card = try site.text("dist/cards/night-train/feed.xml")
            #expect(card.contains("<itunes:type>serial</itunes:type>") && card.contains("<title>Asleep</title>"))
            let names = try site.files(below: "dist").keys
            // Streams, adventures and what is not listed have none.
            for slug in ["all-day", "cave", "hidden-hill"] { #expect(!names.contains("cards/\(slug)/feed.xml")) }
        }
    }

    @Test func changes_areAnAtomFeedOfPagesAndCards() async throws {
        try await SiteFixture.with { site in
            try site.addPosts(3)
            try await site.build()
            let feed = try site.text("dist/changes.atom")
            #expect(feed.matches(of: /<entry>/).count == 6)
            #expect(feed.contains("<id>http://127.0.0.1:8080/cards/night-train/</id>"))
            #expect(feed.contains("<updated>2026-01-04T06:00:00Z</updated>"))
            #expect(!feed.contains("idden"))
        }
    }

    @Test func playlists_nameTheTracksOfACard() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            #expect(
                try site.text("dist/cards/night-train/playlist.m3u8") == """
                    #EXTM3U
                    #PLAYLIST:The Night Train
                    #EXTINF:10,Pip - All aboard
                    http://127.0.0.1:8080/media/train/01.mp3
                    #EXTINF:5,Pip - Asleep
                    http://127.0.0.1:8080/media/train/02.mp3

                    """)
        }
    }

    @Test func searchIndex_isMadeForASearchPage() async throws {
        try await SiteFixture.with { site in
            try await site.build()
            #expect(!FileManager.default.fileExists(atPath: site.path("dist/search.json")))
            try site.write("content/search.md", "---\ntitle: Search\ndescription: Find.\nlayout: search\n---\n")
            try site.write(
                "templates/layouts/search.mustache",
                "{{<base}}{{$main}}<p data-index=\"{{indexURL}}\">{{/main}}{{/base}}")
            try await site.build()
            struct Index: Decodable {
                var version: Int
                var entries: [[String]]
            }
            let index = try JSONDecoder().decode(Index.self, from: Data(site.text("dist/search.json").utf8))
            #expect(index.entries.contains { $0.prefix(2) == ["/cards/night-train/", "The Night Train"] })
            #expect(index.entries.contains { $0.prefix(2) == ["/help/start/", "Start"] })
            #expect(
                !index.entries.contains { $0[0].contains("hidden") || $0[0].contains("letter") || $0[0] == "/search/" })
        }
    }

    @Test func structuredData_cannotEndItsElement() async throws {
        try await SiteFixture.with { site in
            try site.replace(
                "title: The Night Train", with: "title: \"The </script><b> & Train\"",
                in: "content/cards/night-train.md")
            try site.replace(
                "</head>",
                with: "{{#page.hasStructuredData}}<script type=\"application/ld+json\">{{{page.structuredData}}}"
                    + "</script>{{/page.hasStructuredData}}</head>", in: "templates/layouts/base.mustache")
            try await site.build()
            let page = try site.text("dist/cards/night-train/index.html")
            let data = try #require(page.firstMatch(of: /ld\+json">(.*?)<\/script>/)).1
            let object = try #require(try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any])
            #expect(object["name"] as? String == "The </script><b> & Train")
            #expect((object["hasPart"] as? [Any])?.count == 2)
        }
    }
}
