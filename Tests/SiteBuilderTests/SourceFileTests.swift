import Testing

@testable import SiteBuilder

@Suite struct SourceFileTests {
    private func file(_ text: String) -> SourceFile {
        SourceFile(name: "content/a.md", path: "a.md", bytes: Array(text.utf8))
    }

    @Test func fences_areWholeLinesOnly() {
        let source = file("---\ntitle: a --- b\nnote: x---\n---\nBody\n\n---\n\nmore")
        #expect(source.frontMatter == "title: a --- b\nnote: x---\n")
        #expect(String(decoding: source.body, as: UTF8.self) == "Body\n\n---\n\nmore")
        #expect(source.bodyLine == 5)
    }

    @Test func windowsLinesAndByteOrderMark_areAccepted() {
        let source = file("\u{FEFF}---\r\ntitle: a\r\n---\r\nBody")
        #expect(source.frontMatter == "title: a\r\n")
        #expect(String(decoding: source.body, as: UTF8.self) == "Body")
    }

    @Test(arguments: ["", "---", "Body", " ---\na: b\n---\n", "---\na: b\n", "----\na: b\n----\n"])
    func filesWithoutFences_haveNoFrontMatter(_ text: String) { #expect(file(text).frontMatter == nil) }

    @Test func emptyBody_isFine() {
        #expect(file("---\na: b\n---").body.isEmpty)
        #expect(file("---\n---\n").frontMatter == "")
    }

    @Test(arguments: [
        ("index.md", "/"), ("help/index.md", "/help/"), ("help/start.md", "/help/start/"), ("404.md", "/404.html"),
        ("players/player.md", "/players/player/"),
    ])
    func paths_becomeURLs(_ path: String, _ url: String) { #expect(PagePath(path).url == url) }
}
