import TestSupport
import Testing

@testable import SiteBuilder

/// The quick way through front matter and Yams must never differ.
@Suite struct PlainFrontMatterTests {
    private func quick(_ yaml: String) -> [FieldNode.Entry]? { PlainFrontMatter.parse(Array(yaml.utf8)[...]) }

    private func slow(_ yaml: String) -> [FieldNode.Entry]? {
        var diagnostics = Diagnostics()
        return FrontMatter.parse(yaml, file: "a.md", lineOffset: 0, into: &diagnostics)?.entries
    }

    @Test(arguments: [
        "title: A title\ndate: 2026-11-24\n", "title: \"A: title # with marks\"\n", "title: 'it: is'\n",
        "tags: [one, two-three, \"four five\"]\n", "tags: []\n", "draft: no\norder: 12\n", "a: ~\n",
        "# a comment\ntitle: x\n\nother: y  \n", "title: Größe — „gut“ 月 🎈\nnext: ä\n", "tags: [ä, \"ö\", c]\n",
        "url: https://example.org/a#b\n", "a: b:c\n", "a:  spaced   \n",
    ])
    func plainTexts_areReadAsYamsReadsThem(_ yaml: String) {
        #expect(quick(yaml) != nil)
        #expect(quick(yaml) == slow(yaml))
    }

    @Test(arguments: [
        "", "title:\n", "a: b: c\n", "a: b # c\n", "a: |\n  text\n", "a: b\n  c\n", "- a\n", "a: \"b\\n\"\n",
        "a: 'it''s'\n",
        "a: {b: c}\n", "a: [b, [c]]\n", "a: [b,]\n", "a: *b\n", "a: &b c\n", "a:\tb\n", "a: b\ra: c\n", "a: 1\na: 2\n",
        "a: \"b\n",
        "a: \"b\" c\n", "a: x\u{85}y\n", "a: x\u{2028}y\n", "a: \u{FEFF}x\n", "? a\n", "a b: c\n", "a:b\n",
        "%YAML 1.2\n", "--- a\n",
        "a: [b c]\n", "a: b:\n", "a: - b\n", "a: \u{1}\n",
    ])
    func otherTexts_goToYams(_ yaml: String) { #expect(quick(yaml) == nil) }

    @Test func randomTexts_neverDiffer() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "title", "a", "-", ":", " ", "  ", "#", "\"", "'", "[", "]", ",", "\n", "ä", "2026", "no", "{", "}", "&",
            "*", "\\",
            "\t", "~", "|", "x y", "\r\n", "\u{2028}", ": ", "- ", "\"q\"",
        ]
        var taken = 0
        for _ in 0..<4_000 {
            let start = Bool.random(using: &random) ? "title: " : ""
            let count = Int.random(in: 1...9, using: &random)
            let yaml = start + (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            guard let quick = quick(yaml) else { continue }
            taken += 1
            #expect(quick == slow(yaml), "\(yaml.debugDescription)")
        }
        #expect(taken > 200)
    }
}
