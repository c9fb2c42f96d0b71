import Testing

@testable import SiteBuilder

@Suite struct ShortcodeTests {
    private static let start = "content/help/start.md"

    /// Builds the site with a text on a page, and gives the page.
    private func page(_ body: String, files: [(String, String)] = []) async throws -> String {
        try await SiteFixture.with { site in
            for (name, text) in files { try site.write(name, text) }
            try site.write(Self.start, "---\ntitle: Start\ndescription: About.\n---\n\(body)\n")
            try await site.build()
            return try site.text("dist/help/start/index.html")
        }
    }

    private func mistakes(_ body: String, files: [(String, String)] = []) async throws -> String {
        try await SiteFixture.with { site in
            for (name, text) in files { try site.write(name, text) }
            try site.write(Self.start, "---\ntitle: Start\ndescription: About.\n---\n\(body)\n")
            return try await site.mistakes()
        }
    }

    @Test func audioAndFigure_bringTheirMedia() async throws {
        let page = try await page(
            """
            Before.

            {{audio src="media/train/01.mp3" title="A <song>"}}

            {{figure src="media/train/cover.png" alt="A train" caption="At night"}}

            After.
            """)
        #expect(page.contains("<figcaption>A &lt;song&gt; <span class=\"facts\">0:10</span></figcaption>"))
        #expect(page.contains("src=\"/media/train/01.mp3\""))
        #expect(page.contains("<img src=\"/media/train/cover.png\" width=\"600\" height=\"600\" alt=\"A train\""))
        #expect(page.contains("<p>Before.</p>") && page.contains("<p>After.</p>"))
        #expect(!page.contains("\u{E000}"))
    }

    @Test func card_showsTheCard() async throws {
        let page = try await page("{{card slug=\"night-train\"}}")
        #expect(page.contains("<a class=\"card-link\" href=\"/cards/night-train/\">"))
        #expect(page.contains("The Night Train"))
    }

    @Test func callout_standsAroundMarkdown() async throws {
        let page = try await page("{{callout kind=\"tip\"}}\n\nPress **play**.\n\n{{/callout}}")
        #expect(page.contains("<aside class=\"callout callout-tip\"><p class=\"callout-title\">Tip</p>"))
        #expect(page.contains("<p>Press <strong>play</strong>.</p>\n</aside>"))
    }

    @Test func include_putsAnotherTextIn() async throws {
        let parts = [
            ("content/_parts/a.md", "From **a**.\n\n{{include file=\"_parts/b.md\"}}\n"),
            ("content/_parts/b.md", "---\n---\nFrom b: [train](/cards/night-train/)\n"),
        ]
        let page = try await page("{{include file=\"_parts/a.md\"}}", files: parts)
        #expect(page.contains("<p>From <strong>a</strong>.</p>") && page.contains("href=\"/cards/night-train/\""))
    }

    @Test func codeBlocksAndText_areLeftAlone() async throws {
        let page = try await page("```\n{{audio}}\n```\n\nSay `{{audio}}` or {{x}}.\n\n    {{indented}}")
        #expect(page.contains("<pre><code>{{audio}}\n</code></pre>") && page.contains("or {{x}}."))
    }

    /// What is written, and what must be said of it.
    @Test(arguments: [
        ("{{adio src=\"a\"}}", "start.md:5:3: error: there is no shortcode 'adio' [unknown-shortcode]"),
        ("{{audio src=\"media/train/01.mp3\"}}", "start.md:5:1: error: 'audio' needs 'title' [missing-key]"),
        ("{{card slg=\"x\"}}", "start.md:5:8: error: 'card' has no 'slg' [unknown-key]"),
        ("{{card slug=\"nigth-train\"}}", "start.md:5:14: error: there is no card 'nigth-train' [broken-link]"),
        ("{{card slug=\"grandmas-letter\"}}", "is a private card, which has no page [private-reference]"),
        ("{{card slug=\"\"}}", "start.md:5:14: error: 'slug' is empty"),
        ("{{card slug=\"a\" slug=\"b\"}}", "start.md:5:17: error: 'slug' is given twice"),
        ("{{card slug=\"a}}", "start.md:5:13: error: this value has no closing quotation mark [shortcode-syntax]"),
        ("{{card slug=a}}", "start.md:5:8: error: expected a parameter like name=\"value\", or '}}'"),
        ("{{card", "start.md:5:7: error: expected a parameter"),
        ("{{card slug=\"night-train\"}} x", "start.md:5:29: error: nothing may stand behind a shortcode"),
        ("Text\n{{card slug=\"night-train\"}}", "start.md:6:1: error: a shortcode stands alone"),
        (
            "{{callout kind=\"tipp\"}}\n\nx\n\n{{/callout}}",
            "start.md:5:17: error: 'kind' is 'tipp', but must be one of"
        ),
        ("{{callout}}\n\nx", "start.md:5:1: error: '{{callout}}' is never closed"),
        ("{{/callout}}", "start.md:5:1: error: '{{/callout}}' closes nothing"),
        ("{{/card}}", "there is no shortcode '/card'"),
        (
            "{{audio src=\"media/train/9.mp3\" title=\"x\"}}",
            "start.md:5:14: error: there is no file 'content/media/train/9.mp3'"
        ),
        (
            "{{audio src=\"media/train/cover.png\" title=\"x\"}}",
            "'media/train/cover.png' is no MP3 file [invalid-media]"
        ),
        ("{{figure src=\"media/train/01.mp3\" alt=\"x\"}}", "is neither PNG nor JPEG"),
        ("{{figure src=\"media/secret/cover.png\" alt=\"x\"}}", "belongs to a private card [private-reference]"),
        ("{{include file=\"../x.md\"}}", "is no Markdown file below the content folder"),
        ("{{include file=\"_none.md\"}}", "there is no file"),
        ("{{include file=\"help/start.md\"}}", "'help/start.md' includes itself [recursive-include]"),
        ("{{}}", "there is no shortcode ''"), ("{{", "there is no shortcode ''"),
    ])
    func mistakes_areToldAtTheCharacter(_ body: String, _ expected: String) async throws {
        let text = try await mistakes(body)
        #expect(text.contains(expected), "\(text)")
    }

    @Test func includesThatMultiply_endInAMistake() async throws {
        let all = (0..<6).map { "{{include file=\"_\($0).md\"}}" }.joined(separator: "\n\n")
        let files = (0..<6).map { ("content/_\($0).md", all) }
        #expect(try await mistakes(all, files: files).contains("[recursive-include]"))
    }

    @Test func pagesWithShortcodes_followWhatTheyShow() async throws {
        try await SiteFixture.with { site in
            try site.write(
                Self.start, "---\ntitle: Start\ndescription: About.\n---\n{{card slug=\"night-train\"}}\n")
            let build = { try await site.build { $0.cache = site.path("cache/x.bin") } }
            _ = try await build()
            try site.replace("title: The Night Train", with: "title: The Day Train", in: "content/cards/night-train.md")
            _ = try await build()
            #expect(try site.text("dist/help/start/index.html").contains("The Day Train"))
        }
    }
}
