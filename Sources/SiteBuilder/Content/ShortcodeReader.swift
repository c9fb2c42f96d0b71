/// Finds the shortcodes of a body, each alone on its line between blank lines, outside code blocks, and puts a mark in
/// the place of each that Markdown leaves alone.
struct ShortcodeReader {
    private let file: SourceFile
    private var found: [Shortcode] = []
    private var open: [(name: String, location: SourceLocation)] = []
    private var diagnostics = Diagnostics()

    /// A body with marks in the place of its shortcodes.
    struct Result: Sendable {
        /// `nil` when the body has no shortcode, which is the usual case.
        var body: [UInt8]?
        var shortcodes: [Shortcode] = []
        var diagnostics = Diagnostics()
    }

    static func read(_ file: SourceFile) -> Result {
        guard file.hasShortcodes else { return Result() }
        var reader = ShortcodeReader(file: file)
        let body = reader.run()
        return Result(body: body, shortcodes: reader.found, diagnostics: reader.diagnostics)
    }

    /// The mark of a shortcode, as it stands in the Markdown and, as a paragraph, in the HTML: characters for private
    /// use.
    static func mark(_ index: Int) -> String { "\u{E000}\(index)\u{E001}" }

    private init(file: SourceFile) { self.file = file }

    private mutating func run() -> [UInt8] {
        let lines = file.body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        var output: [UInt8] = []
        var fence: UInt8?
        for (index, line) in lines.enumerated() {
            if index > 0 { output.append(UInt8(ascii: "\n")) }
            if let mark = Self.fence(line) { fence = fence == nil ? mark : fence == mark ? nil : fence }
            guard fence == nil, Self.isShortcode(line) else {
                output.append(contentsOf: line)
                continue
            }
            let isAlone =
                (index == 0 || Self.isBlank(lines[index - 1]))
                && (index + 1 == lines.count || Self.isBlank(lines[index + 1]))
            read(line, number: index, isAlone: isAlone)
            output.append(Self.mark(found.count - 1))
        }
        for (name, location) in open {
            diagnostics.report(
                .shortcodeSyntax, at: location, "'{{\(name)}}' is never closed",
                help: "add {{/\(name)}} on a line of its own")
        }
        return output
    }

    private mutating func read(_ line: ArraySlice<UInt8>, number: Int, isAlone: Bool) {
        let text = String(decoding: line, as: UTF8.self)
        let indent = text.prefix { $0 == " " }.count
        let location = SourceLocation(file.name, line: file.bodyLine + number, column: indent + 1)
        var parser = ShortcodeParser(text, location: SourceLocation(file.name, line: location.line, column: 1))
        let shortcode = parser.parse()
        diagnostics.merge(parser.diagnostics)
        found.append(shortcode)
        if !isAlone {
            diagnostics.report(
                .shortcodeSyntax, at: location, "a shortcode stands alone, with a blank line above and below")
        }
        guard Shortcode.containers.contains(shortcode.name) else { return }
        if !shortcode.isClosing {
            open.append((shortcode.name, location))
        } else if open.last?.name == shortcode.name {
            open.removeLast()
        } else {
            diagnostics.report(.shortcodeSyntax, at: location, "'{{/\(shortcode.name)}}' closes nothing")
        }
    }

    private static func isShortcode(_ line: ArraySlice<UInt8>) -> Bool {
        let indent = line.prefix { $0 == 0x20 }.count
        return indent < 4 && line.dropFirst(indent).starts(with: "{{".utf8)
    }

    /// The character of a code fence that the line opens or closes.
    private static func fence(_ line: ArraySlice<UInt8>) -> UInt8? {
        let text = line.drop { $0 == 0x20 }
        if text.starts(with: "```".utf8) { return UInt8(ascii: "`") }
        return text.starts(with: "~~~".utf8) ? UInt8(ascii: "~") : nil
    }

    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { $0 == 0x20 || $0 == 9 || $0 == 13 }
    }
}
