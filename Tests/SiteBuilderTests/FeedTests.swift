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
