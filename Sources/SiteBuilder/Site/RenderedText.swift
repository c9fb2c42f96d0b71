import Markdown

/// A page's or card's body after Markdown, before its links are checked.
struct RenderedText: Sendable {
    var file: SourceFile
    /// With a mark in the place of each shortcode.
    var document: MarkdownDocument
    var shortcodes: [Shortcode]
    /// Mistakes in shortcodes.
    private var mistakes: Diagnostics

    /// Renders a body. Links to `media/…` become addresses on the site.
    init(_ file: SourceFile, smartPunctuation: Bool = false) {
        self.file = file
        let read = ShortcodeReader.read(file)
        shortcodes = read.shortcodes
        mistakes = read.diagnostics
        let rewrite = { (destination: String) in destination.hasPrefix("media/") ? "/" + destination : destination }
        if let body = read.body {
            document = MarkdownRenderer.render(body, smartPunctuation: smartPunctuation, rewriting: rewrite)
        } else {
            document = MarkdownRenderer.render(file.body, smartPunctuation: smartPunctuation, rewriting: rewrite)
        }
    }

    /// A place in the file of a place in the body.
    func location(_ position: MarkdownDocument.Position) -> SourceLocation {
        guard position.line > 0 else { return SourceLocation(file.name, line: file.bodyLine) }
        return SourceLocation(file.name, line: file.bodyLine + position.line - 1, column: character(position))
    }

    /// cmark counts bytes, editors count characters.
    private func character(_ position: MarkdownDocument.Position) -> Int {
        let lines = file.body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard position.column > 0, lines.indices.contains(position.line - 1) else { return position.column }
        return String(decoding: lines[position.line - 1].prefix(position.column - 1), as: UTF8.self).count + 1
    }

    /// Mistakes that the text alone shows. Raw HTML is left out of pages, so it is a mistake to write it.
    func reportMistakes(into diagnostics: inout Diagnostics) {
        diagnostics.merge(mistakes)
        for position in document.rawHTML {
            diagnostics.report(
                .rawHTML, at: location(position), "HTML in Markdown is left out of the page",
                help: "write it in Markdown, or '&lt;' for the character")
        }
    }

    /// Media that the text links to or shows, as paths below the content folder.
    var media: [Located<String>] {
        let named = shortcodes.compactMap { $0.parameters["src"] }
        return named
            + document.links.compactMap { link in
                let path =
                    link.destination.hasPrefix("/media/") ? String(link.destination.dropFirst()) : link.destination
                guard path.hasPrefix("media/") else { return nil }
                return Located(value: path, location: location(link.position))
            }
    }
}
