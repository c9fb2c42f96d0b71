/// A value of front matter or of a YAML file, with its place in the YAML text.
struct FieldNode: Sendable, Equatable {
    var value: Value
    /// From 1 in the YAML text; 0 when unknown.
    var line: Int
    /// From 1, in characters.
    var column: Int

    /// What YAML knows.
    indirect enum Value: Sendable, Equatable {
        /// A text; plain when it stands without quotation marks, so that it may also be a number, yes or no, or
        /// nothing.
        case scalar(String, isPlain: Bool)
        case sequence([FieldNode])
        case mapping([Entry])
    }

    /// A key and its value.
    struct Entry: Sendable, Equatable {
        var key: String
        /// Where the key stands.
        var line: Int
        var column: Int
        var node: FieldNode
    }

    /// Whether the value is empty or `null`.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = value else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// `yes`, `no`, `true`, `false`, `on`, `off`, written plainly.
    var flag: Bool? {
        guard case .scalar(let text, isPlain: true) = value else { return nil }
        switch text {
        case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return true
        case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return false
        default: return nil
        }
    }

    /// A whole number in decimal digits, written plainly.
    var integer: Int? {
        guard case .scalar(let text, isPlain: true) = value else { return nil }
        return Int(text)
    }

    /// What the value is, in an author's words.
    var kind: String {
        switch value {
        case .mapping: "a mapping of keys and values"
        case .sequence: "a list"
        case .scalar(_, isPlain: false): "a text"
        case .scalar: isNull ? "empty" : integer != nil ? "a number" : flag != nil ? "yes or no" : "a text"
        }
    }
}
