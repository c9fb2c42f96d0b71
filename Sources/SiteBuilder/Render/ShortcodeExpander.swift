import Markdown
import Core

/// Puts the HTML of shortcodes into a rendered text.
struct ShortcodeExpander: Sendable {
    let site: Site
    let inspector: MediaInspector

    /// What came of a text.
    struct Expansion {
        var html: [UInt8] = []
        /// Media that included texts name.
        var media: [Located<String>] = []
        var diagnostics = Diagnostics()
        /// Texts that were put in, to find the places of their links.
        var included: [RenderedText] = []
    }

    /// A page that includes more than this has lost its way.
    private static let maximumIncludes = 200

    /// A text's HTML with its shortcodes.
    func expand(_ text: RenderedText) -> Expansion {
        guard !text.shortcodes.isEmpty else { return Expansion(html: text.document.html) }
        var expansion = Expansion()
        expansion.html = html(of: text, within: [text.file.path], into: &expansion)
        return expansion
    }

    private func html(of text: RenderedText, within files: [String], into expansion: inout Expansion) -> [UInt8] {
        var output: [UInt8] = []
        var rest = text.document.html[...]
        for (index, shortcode) in text.shortcodes.enumerated() {
            guard let mark = rest.firstRange(of: Array("<p>\(ShortcodeReader.mark(index))</p>".utf8)) else { continue }
            output.append(contentsOf: rest[..<mark.lowerBound])
            rest = rest[mark.upperBound...]
            if shortcode.name == "include" {
                output.append(contentsOf: include(shortcode, within: files, into: &expansion))
            } else {
                output.append(html(of: shortcode, into: &expansion.diagnostics))
            }
        }
        return output + rest
    }

    private func html(of shortcode: Shortcode, into diagnostics: inout Diagnostics) -> String {
        switch shortcode.name {
        case "audio": audio(shortcode, into: &diagnostics)
        case "card": card(shortcode, into: &diagnostics)
        case "figure": figure(shortcode, into: &diagnostics)
        case "callout" where shortcode.isClosing: "</aside>"
        case "callout": callout(shortcode)
        default: ""
        }
    }

    // A file that is not there is missed with the media that the text names.

    private func audio(_ shortcode: Shortcode, into diagnostics: inout Diagnostics) -> String {
        guard let source = shortcode.parameters["src"], let file = inspector.inspect(source.value)?.file else {
            return ""
        }
        guard case .audio(let facts) = file.content else {
            diagnostics.report(.invalidMedia, at: source.location, "'\(source.value)' is no MP3 file")
            return ""
        }
        let title = XML.escaped(shortcode["title"] ?? "")
        let length = Wording.clock(milliseconds: facts.durationMilliseconds)
        return "<figure class=\"audio\"><figcaption>\(title) <span class=\"facts\">\(length)</span></figcaption>"
            + "<audio controls preload=\"none\" src=\"\(XML.escaped(file.url))\" aria-label=\"\(title)\"></audio>"
            + "</figure>"
    }

    private func figure(_ shortcode: Shortcode, into diagnostics: inout Diagnostics) -> String {
        guard let source = shortcode.parameters["src"], let file = inspector.inspect(source.value)?.file else {
            return ""
        }
        guard case .image(let image) = file.content else {
            diagnostics.report(.invalidMedia, at: source.location, "'\(source.value)' is neither PNG nor JPEG")
            return ""
        }
        let caption = shortcode["caption"].map { "<figcaption>\(XML.escaped($0))</figcaption>" } ?? ""
        return "<figure><img src=\"\(XML.escaped(file.url))\" width=\"\(image.width)\" height=\"\(image.height)\" "
            + "alt=\"\(XML.escaped(shortcode["alt"] ?? ""))\" loading=\"lazy\" decoding=\"async\">\(caption)</figure>"
    }

    private func card(_ shortcode: Shortcode, into diagnostics: inout Diagnostics) -> String {
        guard let slug = shortcode.parameters["slug"] else { return "" }
        guard let card = site.cards.first(where: { $0.catalog.slug == slug.value }) else {
            diagnostics.report(
                .brokenLink, at: slug.location, "there is no card '\(slug.value)'",
                help: NearestName.question(slug.value, among: site.publishedCards.map(\.catalog.slug)))
            return ""
        }
        guard card.catalog.visibility != .private else {
            diagnostics.report(
                .privateReference, at: slug.location, "'\(slug.value)' is a private card, which has no page",
                help: "set its visibility to unlisted or public, or take the shortcode out")
            return ""
        }
        let cover = card.catalog.cover
        return "<a class=\"card-link\" href=\"\(card.source.url)\"><img src=\"\(XML.escaped(cover.url))\" "
            + "width=\"\(cover.width)\" height=\"\(cover.height)\" alt=\"\" loading=\"lazy\" decoding=\"async\">"
            + "<span class=\"card-link-title\">\(XML.escaped(card.catalog.title))</span> "
            + "<span class=\"card-link-summary\">\(XML.escaped(card.catalog.summary))</span></a>"
    }

    private func callout(_ shortcode: Shortcode) -> String {
        let kind = shortcode["kind"] ?? "note"
        let title = shortcode["title"] ?? kind.prefix(1).uppercased() + kind.dropFirst()
        return "<aside class=\"callout callout-\(kind)\"><p class=\"callout-title\">\(XML.escaped(title))</p>"
    }

    private func include(
        _ shortcode: Shortcode, within files: [String], into expansion: inout Expansion
    ) -> [UInt8] {
        guard let file = shortcode.parameters["file"] else { return [] }
        func fail(_ rule: Diagnostic.Rule, _ message: String, help: String? = nil) -> [UInt8] {
            expansion.diagnostics.report(rule, at: file.location, message, help: help)
            return []
        }
        let isInside = !file.value.hasPrefix("/") && !file.value.split(separator: "/").contains("..")
        guard isInside, file.value.hasSuffix(".md") else {
            return fail(
                .invalidValue, "'\(file.value)' is no Markdown file below the content folder",
                help: "write its path from the content folder: _parts/note.md")
        }
        guard !files.contains(file.value) else {
            return fail(.recursiveInclude, "'\(file.value)' includes itself")
        }
        guard expansion.included.count < Self.maximumIncludes, files.count < 20 else {
            return fail(.recursiveInclude, "this page includes more than \(Self.maximumIncludes) texts")
        }
        let name = "\(inspector.folder)/\(file.value)"
        guard let bytes = try? DiskFile.read(name).bytes else {
            return fail(.unreadableFile, "there is no file '\(name)'")
        }
        let text = RenderedText(
            SourceFile(name: name, path: file.value, bytes: bytes), smartPunctuation: site.settings.smartPunctuation)
        text.reportMistakes(into: &expansion.diagnostics)
        expansion.media += text.media
        expansion.included.append(text)
        return html(of: text, within: files + [file.value], into: &expansion)
    }
}
