import Foundation
import Markdown
import TestSupport
import Testing

/// The examples of GitHub's Markdown specification, which Debian's cmark-gfm package brings along.
@Suite struct SpecificationTests {
    private static let file = "/usr/share/doc/cmark-gfm/spec.txt.gz"

    private struct Example {
        var number: Int
        var markdown: String
        var html: String
    }

    /// Every example gives the specification's HTML, but for what `docs/content.md` lists: no raw HTML, no dangerous
    /// addresses, headings with an id, classes in place of `align`, boxes with a label, bare addresses linked
    /// everywhere.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/usr/share/doc/cmark-gfm/spec.txt.gz")))
    func examples_giveTheReferenceOutput() async throws {
        let result = try await Subprocess.run("zcat", [Self.file])
        let examples = Self.examples(in: result.standardOutput)
        #expect(examples.count > 640)
        var compared = 0
        for example in examples {
            let document = MarkdownRenderer.render(Array(example.markdown.utf8))
            let html = Self.plain(String(decoding: document.html, as: UTF8.self))
            // Raw HTML is left out of ours on purpose; bare addresses are text in the examples without the extension.
            let linksBare = html.contains("<a href=\"") && !example.html.contains("<a href=\"")
            if !document.rawHTML.isEmpty || example.html.contains("javascript:") || linksBare { continue }
            compared += 1
            #expect(html == Self.plain(example.html), "example \(example.number): \(example.markdown)")
        }
        #expect(compared > 560)
    }

    private static func plain(_ html: String) -> String {
        html.replacing(/<h([1-6]) id="[^"]*">/) { "<h\($0.1)>" }
            .replacing(#/ class="align-(left|center|right)"/#) { " align=\"\($0.1)\"" }
            // The specification's HTML has other attributes first, and no slash.
            .replacing("<input disabled=\"\" type=\"checkbox\">", with: "<input type=\"checkbox\" disabled=\"\" />")
            .replacing(
                "<input checked=\"\" disabled=\"\" type=\"checkbox\">",
                with: "<input type=\"checkbox\" checked=\"\" disabled=\"\" />"
            )
            .replacing(" aria-label=\"done\"", with: "").replacing(" aria-label=\"to do\"", with: "")
    }

    private static func examples(in text: String) -> [Example] {
        let fence = String(repeating: "`", count: 32)
        var examples: [Example] = []
        var parts: [[Substring]]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix(fence + " example") {
                parts = [[]]
            } else if line == fence, let found = parts {
                if found.count == 2 {
                    let texts = found.map { lines in
                        lines.map { $0.replacing("→", with: "\t") + "\n" }.joined()
                    }
                    examples.append(Example(number: examples.count + 1, markdown: texts[0], html: texts[1]))
                }
                parts = nil
            } else if var lines = parts {
                if line == ".", lines.count == 1 {
                    lines.append([])
                } else {
                    lines[lines.count - 1].append(line)
                }
                parts = lines
            }
        }
        return examples
    }
}
