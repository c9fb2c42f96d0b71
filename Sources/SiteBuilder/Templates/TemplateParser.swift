/// Reads a Mustache template into a tree.
///
/// As the specification has it, a line that holds one section, inheritance or comment tag and nothing else leaves no
/// line in the page. Unlike there, a partial is not indented by the blanks before its tag: HTML has no use for them.
struct TemplateParser {
    private let file: String
    private let text: [Character]
    private var index = 0
    private var line = 1
    private var column = 1
    private var diagnostics = Diagnostics()
    private var open: [OpenTag] = []
    /// Text since the last tag.
    private var literal = ""

    /// A section, parent or block whose end has not come yet.
    private struct OpenTag {
        var kind: Character
        var name: String
        var location: SourceLocation
        var children: [TemplateNode] = []
    }

    /// The tree of a template, with the mistakes in its tags added to `diagnostics`.
    static func parse(_ text: String, file: String, into diagnostics: inout Diagnostics) -> [TemplateNode] {
        var parser = TemplateParser(file: file, text: Array(text))
        let nodes = parser.parse()
        diagnostics.merge(parser.diagnostics)
        return nodes
    }

    private init(file: String, text: [Character]) {
        self.file = file
        self.text = text
        open = [OpenTag(kind: " ", name: "", location: SourceLocation(file))]
    }

    private mutating func parse() -> [TemplateNode] {
        while index < text.count {
            if starts(with: "{{{") {
                tag(opening: 3, closing: "}}}")
            } else if starts(with: "{{") {
                tag(opening: 2, closing: "}}")
            } else {
                literal.append(text[index])
                advance()
            }
        }
        flush()
        while open.count > 1 {
            let unclosed = open.removeLast()
            diagnostics.report(
                .templateSyntax, at: unclosed.location, "'{{\(unclosed.kind)\(unclosed.name)}}' is never closed",
                help: "add {{/\(unclosed.name)}}")
            open[open.count - 1].children += unclosed.children
        }
        return open[0].children
    }

    private mutating func tag(opening: Int, closing: String) {
        let location = SourceLocation(file, line: line, column: column)
        let start = index
        for _ in 0..<opening { advance() }
        var content = ""
        while index < text.count, !starts(with: closing) {
            content.append(text[index])
            advance()
        }
        guard index < text.count else {
            diagnostics.report(.templateSyntax, at: location, "this tag has no closing '\(closing)'")
            return
        }
        for _ in closing { advance() }
        let trimmed = content.trimming(while: \.isWhitespace)
        if opening == 2, let sigil = trimmed.first, "#^/<$>!".contains(sigil), isAlone(from: start) { skipLine() }
        flush()
        if opening == 3 {
            append(.variable(name: trimmed, isEscaped: false, at: location))
        } else {
            handle(trimmed, at: location)
        }
    }

    private mutating func handle(_ content: String, at location: SourceLocation) {
        guard let sigil = content.first else {
            diagnostics.report(.templateSyntax, at: location, "this tag is empty")
            return
        }
        let name = String(content.dropFirst()).trimming(while: \.isWhitespace)
        switch sigil {
        case "!": break
        case "&": append(.variable(name: name, isEscaped: false, at: location))
        case ">": append(.partial(name: name, at: location))
        case "#", "^", "<", "$": open.append(OpenTag(kind: sigil, name: name, location: location))
        case "/": close(name, at: location)
        case "=":
            diagnostics.report(.templateSyntax, at: location, "changing the delimiters is not supported")
        default: append(.variable(name: content, isEscaped: true, at: location))
        }
    }

    private mutating func close(_ name: String, at location: SourceLocation) {
        guard open.count > 1, let tag = open.last else {
            diagnostics.report(.templateSyntax, at: location, "'{{/\(name)}}' closes nothing")
            return
        }
        guard tag.name == name else {
            diagnostics.report(
                .templateSyntax, at: location,
                "'{{/\(name)}}' stands where '{{/\(tag.name)}}' must close line \(tag.location.line)")
            return
        }
        open.removeLast()
        switch tag.kind {
        case "<": append(.parent(name: tag.name, children: tag.children, at: tag.location))
        case "$": append(.block(name: tag.name, children: tag.children, at: tag.location))
        default:
            append(.section(name: tag.name, isInverted: tag.kind == "^", children: tag.children, at: tag.location))
        }
    }

    /// Whether the line holds nothing but blanks and the tag that starts at an index and ends at the present one.
    private func isAlone(from start: Int) -> Bool {
        let before = text[..<start].last { !Self.isBlank($0) }
        let after = text[index...].first { !Self.isBlank($0) }
        return before?.isNewline != false && after?.isNewline != false
    }

    /// Takes the blanks before the tag and the rest of its line out of the page.
    private mutating func skipLine() {
        while let last = literal.last, Self.isBlank(last) { literal.removeLast() }
        while index < text.count, Self.isBlank(text[index]) { advance() }
        if index < text.count { advance() }
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    private mutating func flush() {
        if !literal.isEmpty { append(.text(literal)) }
        literal = ""
    }

    private mutating func append(_ node: TemplateNode) { open[open.count - 1].children.append(node) }

    private func starts(with prefix: String) -> Bool { text[index...].starts(with: prefix) }

    private mutating func advance() {
        if text[index].isNewline {
            line += 1
            column = 1
        } else {
            column += 1
        }
        index += 1
    }
}
