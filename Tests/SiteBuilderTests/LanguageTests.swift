import Core
import Foundation
import Testing

@testable import SiteBuilder

/// Pages and cards in several languages.
@Suite struct LanguageTests {
    private func translated(_ site: SiteFixture) throws {
        try site.replace(
            "language: en\n",
            with:
                "language: en\ntranslations:\n  - {language: de, title: Testtöne, tagline: Lieder, description: Für Tests.}\n",
            in: "content/site.yaml")
        try site.replace(
            "<meta charset=\"utf-8\">",
            with:
                "{{#page.alternates}}<link rel=\"alternate\" hreflang=\"{{language}}\" href=\"{{address}}\">{{/page.alternates}}",
            in: "templates/layouts/base.mustache")
        for (file, title, layout) in [
            ("index.de.md", "Daheim", "home"), ("help/index.de.md", "Hilfe", "section"),
            ("cards/index.de.md", "Karten", "cards"),
        ] {
            try site.write("content/\(file)", "---\ntitle: \(title)\ndescription: Das.\nlayout: \(layout)\n---\n")
        }
        let card = try site.text("content/cards/night-train.md")
        try site.write(
            "content/cards/night-train.de.md", card.replacing("title: The Night Train", with: "title: Der Nachtzug"))
    }

    @Test func pages_standBelowTheirLanguage() async throws {
        try await SiteFixture.with { site in
            try translated(site)
            try await site.build()
            let home = try site.text("dist/de/index.html")
            #expect(home.contains("<html lang=\"de\">") && home.contains("<title>Testtöne – Lieder</title>"))
            #expect(home.contains("hreflang=\"de\" href=\"http://127.0.0.1:8080/de/\""))
            #expect(try site.text("dist/index.html").contains("hreflang=\"de\" href=\"http://127.0.0.1:8080/de/\""))
            // What was not translated is shown in the site's own language; navigation leads to what was.
            let help = try site.text("dist/de/help/index.html")
            #expect(help.contains("<a href=\"/help/start/\">Start</a>"))
            #expect(help.contains("<a href=\"/de/cards/\">Karten</a>"))
            #expect(try !site.text("dist/help/index.html").contains("Hilfe"))
            #expect(try !site.text("dist/help/start/index.html").contains("hreflang"))
        }
    }

    @Test func cards_haveCatalogsAndFeedsOfTheirLanguage() async throws {
        try await SiteFixture.with { site in
            try translated(site)
            try await site.build()
            let page = try site.text("dist/de/cards/night-train/index.html")
            #expect(page.contains("Der Nachtzug") && page.contains("hreflang=\"en\""))
            let german = try Catalog(json: Data(site.text("dist/de/catalog.json").utf8)).cards
            #expect(german.count == 3 && german.contains { $0.title == "Der Nachtzug" && $0.language == "de" })
            let own = try Catalog(json: Data(site.text("dist/catalog.json").utf8)).cards
            #expect(own.count == 3 && own.contains { $0.title == "The Night Train" })
            #expect(try site.text("dist/de/cards/index.html").contains("Der Nachtzug"))
            #expect(try site.text("dist/de/feed.xml").matches(of: /<item>/).count == 2)
            #expect(try site.text("dist/feed.xml").contains("Nachtzug") == false)
            #expect(try site.text("dist/de/changes.atom").contains("xml:lang=\"de\""))
            #expect(try site.text("dist/sitemap.xml").contains("/de/cards/night-train/"))
        }
    }

    @Test func aNewTranslation_changesPagesThatNameIt() async throws {
        try await SiteFixture.with { site in
            try translated(site)
            let build = {
                try await site.build {
                    $0.cache = site.path("cache/x.bin"); $0.compresses = false
                }
            }
            _ = try await build()
            try site.write("content/help/start.de.md", "---\ntitle: Beginn\ndescription: Das.\n---\n")
            _ = try await build()
            #expect(try site.text("dist/help/start/index.html").contains("hreflang=\"de\""))
            #expect(try site.text("dist/de/help/index.html").contains("<a href=\"/de/help/start/\">Beginn</a>"))
            let before = try site.files(below: "dist")
            try await site.build {
                $0.output = site.path("clean"); $0.compresses = false
            }
            #expect(try site.files(below: "clean") == before)
        }
    }

    @Test(arguments: [
        ("help/start.de.md", "/de/help/start/", "/help/start/"), ("index.de.md", "/de/", "/"),
        ("404.de.md", "/de/404.html", "/404.html"),
        ("a.fr.md", "/a.fr/", "/a.fr/"),
    ])
    func paths_sayTheLanguage(_ path: String, _ url: String, _ original: String) {
        let place = PagePath(path, languages: ["de"])
        #expect(place.url == url && place.original == original)
    }
}
