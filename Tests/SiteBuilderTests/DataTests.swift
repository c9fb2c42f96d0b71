import Foundation
import Testing

@testable import SiteBuilder

/// Data files, as templates show them.
@Suite struct DataTests {
    private static let home = "templates/layouts/home.mustache"

    private func home(_ template: String, _ files: [(String, String)]) async throws -> String {
        try await SiteFixture.with { site in
            for (name, text) in files { try site.write("content/data/\(name)", text) }
            try site.write(Self.home, "{{<base}}{{$main}}\(template){{/main}}{{/base}}")
            let mistakes = try await site.mistakes()
            return mistakes.isEmpty ? try site.text("dist/index.html") : mistakes
        }
    }

    @Test func yamlAndJSON_areUnderTheirNames() async throws {
        let page = try await home(
            "{{data.house.name}}: {{#data.people}}{{name}}{{#old}} ({{old}}){{/old}} of {{page.title}}, "
                + "{{/data.people}}"
                + "{{#data.words}}{{text}};{{/data.words}}{{^data.none}}nothing{{/data.none}}",
            [
                ("house.yaml", "name: \"A & B\"\n"), ("people.json", #"[{"name":"Ann","old":7},{"name":"<Bo>"}]"#),
                ("words.yaml", "- one\n- two\n"), ("none.yaml", "[]\n"),
            ])
        #expect(page.contains("A &amp; B: Ann (7) of Home, &lt;Bo&gt; of Home, one;two;nothing"), "\(page)")
    }

    @Test(arguments: [
        ("{{data.hous.name}}", "there is no 'data.hous.name' here"), ("{{data.house.nam}}", "did you mean 'name'?"),
        ("{{data.house}}", "'data.house' holds no text"), ("{{{data.house.name}}}", "is text and must be escaped"),
        ("{{#data.house}}{{nme}}{{/data.house}}", "there is no 'nme' here"),
    ])
    func misspeltNames_areMistakes(_ template: String, _ expected: String) async throws {
        #expect(try await home(template, [("house.yaml", "name: A\n")]).contains(expected))
    }

    @Test func brokenData_isToldWithItsPlace() async throws {
        #expect(try await home("x", [("a.json", "{\"a\": [1,}")]).contains("content/data/a.json:1:"))
    }

    @Test func changedData_makesPagesThatUseItAnew() async throws {
        try await SiteFixture.with { site in
            let build = {
                try await site.build {
                    $0.cache = site.path("cache/x.bin"); $0.compresses = false
                }
            }
            try site.write("content/data/house.yaml", "name: One\n")
            try site.write(
                "templates/layouts/page.mustache",
                "{{<base}}{{$main}}{{data.house.name}}{{{content}}}{{/main}}{{/base}}")
            _ = try await build()
            try site.write("content/data/house.yaml", "name: Two\n")
            #expect(try await build().written == 1)
            #expect(try site.text("dist/help/start/index.html").contains("Two"))
        }
    }

    @Test func cardsHavePagesByCategoryAgeAndLanguage() async throws {
        try await SiteFixture.with { site in
            try site.replace(
                "language: en\n", with: "language: en\ntaxonomies: [categories, ages, languages]\n",
                in: "content/site.yaml")
            try await site.build()
            #expect(try site.text("dist/categories/stories/index.html").contains("<h1>Stories</h1>"))
            #expect(try site.text("dist/ages/3-7/index.html").contains("<h1>Ages 3–7</h1>"))
            #expect(try site.text("dist/languages/en/index.html").contains("The Night Train"))
            #expect(try site.text("dist/languages/index.html").contains("href=\"/languages/en/\""))
        }
    }
}
