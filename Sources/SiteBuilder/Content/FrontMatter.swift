import Yams

/// Turns YAML text into a mapping with places, or into a mistake.
enum FrontMatter {
    /// The mapping of a YAML text.
    ///
    /// - Parameters:
    ///   - file: the file to name in a mistake.
    ///   - lineOffset: lines of the file above the YAML text: 1 for front matter, 0 for a YAML file.
    /// - Returns: `nil` when the text is no mapping; the mistake is then in `diagnostics`.
    static func parse(
        _ yaml: String, file: String, lineOffset: Int, into diagnostics: inout Diagnostics
    ) -> FieldReader? {
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                return FieldReader(Node.Mapping([]), file: file, lineOffset: lineOffset)
            }
            guard case .mapping(let mapping) = node else {
                diagnostics.report(
                    .wrongType, at: SourceLocation(file, line: lineOffset + 1),
                    "expected keys and values (`title: …`), found \(FieldReader.kind(of: node))")
                return nil
            }
            return FieldReader(mapping, file: file, lineOffset: lineOffset)
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
}
