import Testing

@testable import Markdown

@Suite struct MarkdownRendererTests {
    private func html(_ source: String) -> String {
        String(decoding: MarkdownRenderer.render(Array(source.utf8)).html, as: UTF8.self)
    }

    @Test func extensionsOfGitHub_areOn() {
        #expect(html("~~gone~~").contains("<del>gone</del>"))
        #expect(html("see https://example.org now").contains("<a href=\"https://example.org\">"))
        #expect(html("| a |\n|--:|\n| 1 |").contains("<td class=\"align-right\">1</td>"))
        #expect(html("- [x] shut the door").contains("checked=\"\" disabled=\"\" aria-label=\"done\""))
        #expect(html("- [ ] dream").contains("disabled=\"\" aria-label=\"to do\""))
    }

    @Test func headings_haveUniqueAnchors() {
        let document = MarkdownRenderer.render(
            Array("## The old *bridge*!\n\ntext\n\n## The old bridge\n\n### Größe 2".utf8))
        #expect(document.headings.map(\.anchor) == ["the-old-bridge", "the-old-bridge-2", "größe-2"])
        #expect(document.headings.map(\.position.line) == [1, 5, 7])
        #expect(
            String(decoding: document.html, as: UTF8.self).contains(
                "<h2 id=\"the-old-bridge\">The old <em>bridge</em>!</h2>"))
    }

    @Test func links_areReportedWithPlaceAndRewritten() throws {
        let source = "Intro\n\n## Scene\n\nGo [to *the* barn](media/x.mp3) or ![a cow](cow.png)."
        let document = MarkdownRenderer.render(Array(source.utf8)) { "/" + $0 }
        #expect(document.links.map(\.destination) == ["media/x.mp3", "cow.png"])
        #expect(document.links.map(\.text) == ["to the barn", "a cow"])
        #expect(document.links.map(\.isImage) == [false, true])
        #expect(document.links.map(\.heading) == [0, 0])
        #expect(document.links.first?.position == .init(line: 5, column: 4))
        #expect(String(decoding: document.html, as: UTF8.self).contains("href=\"/media/x.mp3\""))
    }

    @Test func rawHTMLAndScriptAddresses_doNotReachThePage() {
        let document = MarkdownRenderer.render(
            Array("ok\n\n<script>x</script>\n\n[a](javascript:alert(1)) <b>b</b>".utf8))
        let html = String(decoding: document.html, as: UTF8.self)
        #expect(!html.contains("<script") && !html.contains("javascript:") && !html.contains("<b>"))
        #expect(document.rawHTML.map(\.line) == [3, 5, 5])
    }

    @Test func emptyText_isEmptyHTML() {
        #expect(MarkdownRenderer.render([UInt8]()).html.isEmpty)
    }

    /// Debian's library loses markup when two threads parse at once; our lock is what prevents it.
    @Test func manyTasksAtOnce_giveTheSameBytesAsOne() async {
        let source = Array("A ~~b~~ https://example.org\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n- [x] c\n".utf8)
        let alone = MarkdownRenderer.render(source)
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<400 { group.addTask { MarkdownRenderer.render(source) == alone } }
            for await same in group { #expect(same) }
        }
    }
}
