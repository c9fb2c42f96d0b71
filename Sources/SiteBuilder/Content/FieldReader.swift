import Yams

/// Reads one YAML mapping key by key into typed values and notes every mistake with its place.
///
/// Each `read` names a key; ``finish()`` then reports the keys that nobody asked for.
struct FieldReader {
    private let mapping: Node.Mapping
    private let file: String
    private let lineOffset: Int
    /// How the mapping is called in messages: `tracks[2].`, empty at the top.
    private let prefix: String
    private var asked: [String] = []
    private(set) var diagnostics = Diagnostics()

    init(_ mapping: Node.Mapping, file: String, lineOffset: Int, prefix: String = "") {
        self.mapping = mapping
        self.file = file
        self.lineOffset = lineOffset
        self.prefix = prefix
    }

    /// Where the mapping starts.
    var location: SourceLocation { place(of: mapping.first?.key.mark ?? mapping.mark) }

    /// Reports keys that no `read` asked for, with the nearest one that exists, and returns all mistakes.
    func finish() -> Diagnostics {
        var result = diagnostics
        for (key, _) in mapping {
            let name = key.string ?? "?"
            guard !asked.contains(name) else { continue }
            result.report(
                .unknownKey, at: place(of: key.mark), "unknown key '\(prefix)\(name)'",
                help: NearestName.question(name, among: asked)
                    ?? "known keys: \(asked.sorted().joined(separator: ", "))")
        }
        return result
    }

    // MARK: - Typed values

    /// A text, trimmed and not empty; `nil` when the key is absent or wrong.
    mutating func text(_ key: String, required: Bool = false, atMost limit: Int = 2_000) -> Located<String>? {
        let found: Located<String>? = value(key, required: required, expected: "a text") { node in
            guard case .scalar(let scalar) = node, node.null == nil || scalar.style != .plain else { return nil }
            return scalar.string
        }
        guard let found else { return nil }
        let trimmed = found.value.trimming(while: \.isWhitespace)
        if trimmed.isEmpty {
            report(.invalidValue, at: found.location, "'\(prefix)\(key)' is empty")
            return nil
        }
        if trimmed.count > limit {
            report(
                .invalidValue, at: found.location,
                "'\(prefix)\(key)' has \(trimmed.count) characters, at most \(limit) are allowed")
            return nil
        }
        return Located(value: trimmed, location: found.location)
    }

    /// `yes` or `no`; the default when the key is absent.
    mutating func flag(_ key: String, default fallback: Bool) -> Bool {
        value(key, expected: "yes or no") { $0.scalar?.style == .plain ? $0.bool : nil }?.value ?? fallback
    }

    /// A whole number.
    mutating func integer(_ key: String) -> Int? {
        value(key, expected: "a whole number") { $0.int }?.value
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
            guard let text = node.scalar?.string, !text.isEmpty else {
                report(
                    .wrongType, at: place(of: node.mark),
                    "'\(prefix)\(key)[\(index + 1)]' must be a text, but is \(Self.kind(of: node))")
                return nil
            }
            return Located(value: text, location: place(of: node.mark))
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
    func has(_ key: String) -> Bool { mapping[Node(key)] != nil }

    /// Notes a mistake that the caller found.
    mutating func report(_ rule: Diagnostic.Rule, at place: SourceLocation, _ message: String, help: String? = nil) {
        diagnostics.report(rule, at: place, message, help: help)
    }

    /// What a YAML node is, in an author's words.
    static func kind(of node: Node) -> String {
        switch node {
        case .mapping: "a mapping of keys and values"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar(let scalar):
            if scalar.style != .plain {
                "a text"
            } else if node.null != nil {
                "empty"
            } else if node.int != nil {
                "a number"
            } else if node.bool != nil {
                "yes or no"
            } else {
                "a text"
            }
        }
    }
}

extension FieldReader {
    private func place(of mark: Mark?) -> SourceLocation {
        guard let mark else { return SourceLocation(file) }
        return SourceLocation(file, line: mark.line + lineOffset, column: mark.column)
    }

    private mutating func node(_ key: String) -> Node? {
        asked.append(key)
        return mapping[Node(key)]
    }

    private mutating func value<Value: Sendable>(
        _ key: String, required: Bool = false, expected: String, _ convert: (Node) -> Value?
    ) -> Located<Value>? {
        guard let node = node(key) else {
            if required { report(.missingKey, at: location, "the key '\(prefix)\(key)' is missing") }
            return nil
        }
        guard let value = convert(node) else {
            report(.wrongType, at: place(of: node.mark), wrongType(key, expected: expected, found: node))
            return nil
        }
        return Located(value: value, location: place(of: node.mark))
    }

    private mutating func items(_ key: String, expected: String) -> [(Int, Node)] {
        guard let node = node(key) else { return [] }
        guard case .sequence(let sequence) = node else {
            report(.wrongType, at: place(of: node.mark), wrongType(key, expected: expected, found: node))
            return []
        }
        return sequence.enumerated().map { ($0.offset, $0.element) }
    }

    private func wrongType(_ key: String, expected: String, found node: Node) -> String {
        "'\(prefix)\(key)' must be \(expected), but is \(Self.kind(of: node))"
    }

    private mutating func nested<Value>(
        _ node: Node, name: String, _ read: (inout FieldReader) -> Value?
    ) -> Value? {
        guard case .mapping(let mapping) = node else {
            report(
                .wrongType, at: place(of: node.mark),
                "'\(name)' must be a mapping of keys and values, but is \(Self.kind(of: node))")
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
        guard let start = firstIndex(where: { !condition($0) }), let end = lastIndex(where: { !condition($0) }) else {
            return ""
        }
        return String(self[start...end])
    }
}
