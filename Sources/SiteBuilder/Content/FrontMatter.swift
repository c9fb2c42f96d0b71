import Yams

/// Turns YAML text into a mapping with places, or into a mistake.
enum FrontMatter {
    /// The mapping of front matter, plain or not.
    static func parse(
        _ yaml: ArraySlice<UInt8>, file: String, lineOffset: Int, into diagnostics: inout Diagnostics
    ) -> FieldReader? {
        if let entries = PlainFrontMatter.parse(yaml) {
            return FieldReader(entries, file: file, lineOffset: lineOffset)
        }
        return parse(String(decoding: yaml, as: UTF8.self), file: file, lineOffset: lineOffset, into: &diagnostics)
    }

    /// The mapping of a YAML text.
    ///
    /// - Parameters:
    ///   - file: the file to name in a mistake.
    ///   - lineOffset: lines of the file above the YAML text: 1 for front matter, 0 for a YAML file.
    /// - Returns: `nil` when the text is no mapping; the mistake is then in `diagnostics`.
    static func parse(
        _ yaml: String, file: String, lineOffset: Int, into diagnostics: inout Diagnostics
    ) -> FieldReader? {
        let before = diagnostics.all.count
        guard let node = node(yaml, file: file, lineOffset: lineOffset, into: &diagnostics) else {
            // An empty text is a mapping without keys.
            return diagnostics.all.count == before ? FieldReader([], file: file, lineOffset: lineOffset) : nil
        }
        guard case .mapping(let entries) = node.value else {
            diagnostics.report(
                .wrongType, at: SourceLocation(file, line: lineOffset + 1),
                "expected keys and values (`title: …`), found \(node.kind)")
            return nil
        }
        return FieldReader(entries, file: file, lineOffset: lineOffset)
    }

    /// Any YAML; `nil` when it is empty or, with a mistake, none.
    static func node(
        _ yaml: String, file: String, lineOffset: Int = 0, into diagnostics: inout Diagnostics
    ) -> FieldNode? {
        do {
            return try Yams.compose(yaml: yaml).map(node)
        } catch let error as YamlError {
            diagnostics.report(
                .invalidYAML, at: place(of: error, file: file, lineOffset: lineOffset), sentence(of: error),
                help: "a value with ': ' or '#' in it, or with a quotation mark at its start, needs quotation marks")
        } catch {
            diagnostics.report(.invalidYAML, at: SourceLocation(file), "this is not YAML: \(error)")
        }
        return nil
    }

    private static func place(of error: YamlError, file: String, lineOffset: Int) -> SourceLocation {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            SourceLocation(file, line: mark.line + lineOffset, column: mark.column)
        case .duplicatedKeysInMapping(_, let context):
            SourceLocation(file, line: context.mark.line + lineOffset, column: context.mark.column)
        default:
            SourceLocation(file)
        }
    }

    private static func sentence(of error: YamlError) -> String {
        switch error {
        case .scanner(let context, let problem, _, _), .parser(let context, let problem, _, _),
            .composer(let context, let problem, _, _):
            "this is not YAML: \(problem)" + (context.map { " (\($0.text))" } ?? "")
        case .duplicatedKeysInMapping(let duplicates, _):
            "the key \(duplicates.map { "'\($0)'" }.joined(separator: ", ")) is given twice"
        default:
            "this is not YAML: \(error)"
        }
    }

    /// A node of Yams as ours.
    private static func node(_ node: Node) -> FieldNode {
        let value: FieldNode.Value =
            switch node {
            case .scalar(let scalar): .scalar(scalar.string, isPlain: scalar.style == .plain)
            case .sequence(let sequence): .sequence(sequence.map(Self.node))
            case .mapping(let mapping):
                .mapping(
                    mapping.map { key, value in
                        .init(
                            key: key.string ?? "?", line: key.mark?.line ?? 0, column: key.mark?.column ?? 0,
                            node: Self.node(value))
                    })
            // Yams puts what an alias stands for in its place.
            case .alias: .scalar("", isPlain: true)
            }
        return FieldNode(value: value, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    }
}
