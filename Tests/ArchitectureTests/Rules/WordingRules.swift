extension Rule {
    /// What another target sees is documented.
    static let documentation = Rule(
        name: "undocumented package declaration",
        why: "another target relies on it: say what it is, its units and its errors in a /// comment right above"
    ) { file in
        file.code.enumerated().compactMap { line, text in
            guard let match = text.firstMatch(of: packageDeclaration), !isWitness(text),
                !isMemberwise(file.code, line)
            else { return nil }
            return isDocumented(file, line) ? nil : (line, String(match.1))
        }
    }

    /// What a protocol of the language already documents, and coding keys.
    private static func isWitness(_ line: String) -> Bool {
        let witnesses = [
            "var description:", "var debugDescription:", "var errorDescription:", "var testDescription:",
            "func hash(into",
            "func encode(to", "init(from decoder", "static func == ", "static func < ", "enum CodingKeys",
        ]
        return witnesses.contains { line.contains($0) }
    }

    /// An initialiser that only stores its arguments says nothing that the properties do not say.
    private static func isMemberwise(_ code: [String], _ line: Int) -> Bool {
        guard code[line].contains("package init(") else { return false }
        let indent = code[line].prefix { $0 == " " }
        let rest = code[line...].dropFirst()
        guard let opening = code[line...].firstIndex(where: { $0.trimmed.hasSuffix("{") || $0.trimmed.hasSuffix("}") }),
            let closing = opening == line && code[line].trimmed.hasSuffix("}")
                ? line : rest.firstIndex(where: { $0 == indent + "}" })
        else { return false }
        let body = code[line...closing].joined(separator: " ").drop { $0 != "{" }
        return body.replacing(/self\.(\w+) = \1\b;?/, with: "").allSatisfy { "{} ".contains($0) }
    }

    private static func isDocumented(_ file: SwiftFile, _ line: Int) -> Bool {
        let above = file.lines[..<line].reversed().map { $0.trimmed }
        return above.first { !$0.hasPrefix("@") && !$0.hasPrefix("// ") }.map {
            $0.hasPrefix("///") || $0.hasSuffix("*/")
        }
            ?? false
    }

    /// Names that say nothing about what a type is.
    static let typeNames = Rule(
        name: "empty type name", why: "Manager, Helper and Utils fit everything; name the type for the one thing it is"
    ) { file in
        file.code.enumerated().compactMap { line, text in
            text.firstMatch(of: emptyTypeName).map { (line, String($0.1)) }
        }
    }

    /// Work that was left lying.
    static let openWork = Rule(
        name: "open work", why: "finish it, or file an issue: nothing here is a stub when it is called done"
    ) { file in
        file.lines.indices.filter { file.lines[$0].contains(/\b(?:TODO|FIXME|XXX)\b/) }.map { ($0, "") }
    }

    // Regexes are not Sendable; these two are constants that nobody changes.
    private nonisolated(unsafe) static let packageDeclaration =
        #/
        ^\s*(?:@\w+(?:\([^)]*\))?\s+)*package\s+
        (?:(?:static|final|nonisolated|mutating|class|indirect|lazy|convenience|(?:private|internal)\(set\))\s+)*
        ((?:func|var|let|struct|class|enum|actor|protocol|typealias|init|subscript)\b\s*\w*)
        /#

    private nonisolated(unsafe) static let emptyTypeName =
        /\b(?:struct|class|enum|actor|protocol|typealias)\s+(\w*(?:Manager|Helper|Helpers|Utils|Util|Utilities))\b/
}

extension StringProtocol {
    fileprivate var trimmed: String { String(drop { $0.isWhitespace }).trimmingSuffix { $0.isWhitespace } }
}

extension String {
    fileprivate func trimmingSuffix(while isDropped: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, isDropped(last) { text.removeLast() }
        return String(text)
    }
}
