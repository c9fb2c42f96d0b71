/// Reads the tags of a Mustache template.
///
/// swift-mustache renders a name or a partial that does not exist as nothing and has no places in its tokens, so
/// templates are read a second time here, only to be checked.
struct TemplateParser {
    private let file: String
    private let text: [Character]
    private var index = 0
    private var line = 1
    private var column = 1
    private var diagnostics = Diagnostics()
    private var open: [OpenTag] = []

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
                advance()
            }
        }
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
