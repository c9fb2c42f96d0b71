/// Reads one YAML mapping key by key into typed values and notes every mistake with its place.
///
/// Each `read` names a key; ``finish()`` then reports the keys that nobody asked for.
struct FieldReader {
    let entries: [FieldNode.Entry]
    private let file: String
    private let lineOffset: Int
    /// How the mapping is called in messages: `tracks[2].`, empty at the top.
    private let prefix: String
    private var asked: [String] = []
    private(set) var diagnostics = Diagnostics()

    init(_ entries: [FieldNode.Entry], file: String, lineOffset: Int, prefix: String = "") {
        self.entries = entries
        self.file = file
        self.lineOffset = lineOffset
        self.prefix = prefix
        asked.reserveCapacity(24)
    }

    /// Where the mapping starts.
    var location: SourceLocation { entries.first.map { place($0.line, $0.column) } ?? SourceLocation(file) }

    /// Reports keys that no `read` asked for, with the nearest one that exists, and returns all mistakes.
    func finish() -> Diagnostics {
        var result = diagnostics
        for entry in entries where !asked.contains(entry.key) {
            result.report(
                .unknownKey, at: place(entry.line, entry.column), "unknown key '\(prefix)\(entry.key)'",
                help: NearestName.question(entry.key, among: asked)
                    ?? "known keys: \(asked.sorted().joined(separator: ", "))")
        }
        return result
    }

    // MARK: - Typed values

    /// A text, trimmed and not empty; `nil` when the key is absent or wrong.
    mutating func text(_ key: String, required: Bool = false, atMost limit: Int = 2_000) -> Located<String>? {
        let found: Located<String>? = value(key, required: required, expected: "a text") { node in
            guard case .scalar(let text, _) = node.value, !node.isNull else { return nil }
            return text
        }
        guard let found else { return nil }
        let trimmed = found.value.trimming(while: \.isWhitespace)
        if trimmed.isEmpty {
            report(.invalidValue, at: found.location, "'\(prefix)\(key)' is empty")
            return nil
        }
        if trimmed.utf8.count > limit, trimmed.count > limit {
            report(
                .invalidValue, at: found.location,
                "'\(prefix)\(key)' has \(trimmed.count) characters, at most \(limit) are allowed")
            return nil
        }
        return Located(value: trimmed, location: found.location)
    }

    /// `yes` or `no`; the default when the key is absent.
    mutating func flag(_ key: String, default fallback: Bool) -> Bool {
        value(key, expected: "yes or no") { $0.flag }?.value ?? fallback
    }

    /// A whole number.
    mutating func integer(_ key: String) -> Int? {
        value(key, expected: "a whole number") { $0.integer }?.value
    }

    /// A whole number within bounds.
    mutating func integer(_ key: String, in bounds: ClosedRange<Int>) -> Int? {
        guard let found = value(key, expected: "a whole number", { $0.integer }) else { return nil }
        if bounds.contains(found.value) { return found.value }
        report(
            .invalidValue, at: found.location,
            "'\(prefix)\(key)' is \(found.value), but must be between \(bounds.lowerBound) and \(bounds.upperBound)")
        return nil
    }

    /// A text that `parse` understands; `form` says what it must look like.
    mutating func parsed<Value: Sendable>(
        _ key: String, required: Bool = false, form: String, _ parse: (String) -> Value?
    ) -> Located<Value>? {
        guard let found = text(key, required: required) else { return nil }
        guard let value = parse(found.value) else {
            report(.invalidValue, at: found.location, "'\(prefix)\(key)' is '\(found.value)', but must be \(form)")
            return nil
        }
        return Located(value: value, location: found.location)
    }

    /// One of an enumeration's words.
    mutating func choice<Value: RawRepresentable & CaseIterable & Sendable>(
        _ key: String, default fallback: Value
    ) -> Value where Value.RawValue == String {
        guard let found = text(key) else { return fallback }
        guard let value = Value(rawValue: found.value) else {
            let words = Value.allCases.map(\.rawValue)
            report(
                .invalidValue, at: found.location,
                "'\(prefix)\(key)' is '\(found.value)', but must be one of \(words.joined(separator: ", "))",
                help: NearestName.question(found.value, among: words))
            return fallback
        }
        return value
    }

    /// A list of texts; empty when the key is absent.
    mutating func texts(_ key: String) -> [Located<String>] {
        items(key, expected: "a list").compactMap { index, node in
            guard case .scalar(let text, _) = node.value, !text.isEmpty else {
                report(
                    .wrongType, at: place(of: node),
                    "'\(prefix)\(key)[\(index + 1)]' must be a text, but is \(node.kind)")
                return nil
            }
            return Located(value: text, location: place(of: node))
        }
    }

    /// A list of mappings, each read by `read`; empty when the key is absent.
    mutating func list<Value>(_ key: String, _ read: (inout FieldReader) -> Value?) -> [Value] {
        items(key, expected: "a list").compactMap { index, node in
            nested(node, name: "\(prefix)\(key)[\(index + 1)]", read)
        }
    }

    /// A mapping, read by `read`; `nil` when the key is absent.
    mutating func object<Value>(_ key: String, _ read: (inout FieldReader) -> Value?) -> Value? {
        guard let node = node(key) else { return nil }
        return nested(node, name: "\(prefix)\(key)", read)
    }

    /// Whether the mapping has the key at all.
    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Notes a mistake that the caller found.
    mutating func report(_ rule: Diagnostic.Rule, at place: SourceLocation, _ message: String, help: String? = nil) {
        diagnostics.report(rule, at: place, message, help: help)
    }
}

extension FieldReader {
    private func place(_ line: Int, _ column: Int) -> SourceLocation {
        line > 0 ? SourceLocation(file, line: line + lineOffset, column: column) : SourceLocation(file)
    }

    private func place(of node: FieldNode) -> SourceLocation { place(node.line, node.column) }

    private mutating func node(_ key: String) -> FieldNode? {
        asked.append(key)
        return entries.first { $0.key == key }?.node
    }

    private mutating func value<Value: Sendable>(
        _ key: String, required: Bool = false, expected: String, _ convert: (FieldNode) -> Value?
    ) -> Located<Value>? {
        guard let node = node(key) else {
            if required { report(.missingKey, at: location, "the key '\(prefix)\(key)' is missing") }
            return nil
        }
        guard let value = convert(node) else {
            report(.wrongType, at: place(of: node), wrongType(key, expected: expected, found: node))
            return nil
        }
        return Located(value: value, location: place(of: node))
    }

    private mutating func items(_ key: String, expected: String) -> [(Int, FieldNode)] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let sequence) = node.value else {
            report(.wrongType, at: place(of: node), wrongType(key, expected: expected, found: node))
            return []
        }
        return sequence.enumerated().map { ($0.offset, $0.element) }
    }

    private func wrongType(_ key: String, expected: String, found node: FieldNode) -> String {
        "'\(prefix)\(key)' must be \(expected), but is \(node.kind)"
    }

    private mutating func nested<Value>(
        _ node: FieldNode, name: String, _ read: (inout FieldReader) -> Value?
    ) -> Value? {
        guard case .mapping(let mapping) = node.value else {
            report(
                .wrongType, at: place(of: node),
                "'\(name)' must be a mapping of keys and values, but is \(node.kind)")
            return nil
        }
        var reader = FieldReader(mapping, file: file, lineOffset: lineOffset, prefix: name + ".")
        let value = read(&reader)
        diagnostics.merge(reader.finish())
        return value
    }
}

extension String {
    /// The text without the characters at both ends that satisfy a condition.
    func trimming(while condition: (Character) -> Bool) -> String {
        if let first = utf8.first, let last = utf8.last, first < 0x80, last < 0x80,
            !condition(Character(Unicode.Scalar(first))), !condition(Character(Unicode.Scalar(last)))
        {
            // Nothing to do at either end: characters need not be looked for.
            return self
        }
        guard let start = firstIndex(where: { !condition($0) }), let end = lastIndex(where: { !condition($0) }) else {
            return ""
        }
        return String(self[start...end])
    }
}
