/// Typed access that is lenient in reading, since Yoto's servers and players send numbers as strings and booleans as
/// 0 and 1, and exact in writing: a member that is there keeps the kind of value it has.
extension JSONObject {
    /// How a boolean or number that is not there yet is to be written.
    package enum Wire: Sendable {
        /// As JSON's own boolean or number.
        case plain
        /// As a string: `"1"`, `"0"`, `"8"`.
        case string
    }

    /// Text; a number or boolean reads as its spelling, `null` as nothing. Setting `nil` removes the member.
    package subscript(string key: String) -> String? {
        get { self[key]?.text }
        set {
            guard newValue != self[string: key] || newValue == nil else { return }
            self[key] = newValue.map { .string($0) }
        }
    }

    /// A whole number; fractions are cut off. Setting keeps the kind that is there.
    package subscript(int key: String, as wire: Wire = .plain) -> Int? {
        get { self[key]?.wholeNumber }
        set {
            guard newValue != self[int: key] || newValue == nil else { return }
            self[key] = newValue.map { rewritten(key, JSONNumber($0), wire) }
        }
    }

    /// A number. Setting keeps the kind that is there; infinity and not-a-number are not written.
    package subscript(double key: String, as wire: Wire = .plain) -> Double? {
        get { self[key]?.decimal }
        set {
            guard newValue != self[double: key] || newValue == nil else { return }
            guard let newValue else { return self[key] = nil }
            let number = Int(exactly: newValue).map { JSONNumber($0) } ?? JSONNumber(newValue)
            if let number { self[key] = rewritten(key, number, wire) }
        }
    }

    /// A boolean; 0 and 1, as numbers or strings, count too. Setting keeps the kind that is there.
    package subscript(bool key: String, as wire: Wire = .plain) -> Bool? {
        get { self[key]?.truth }
        set {
            guard newValue != self[bool: key] || newValue == nil else { return }
            guard let newValue else { return self[key] = nil }
            self[key] = rewritten(key, newValue, wire)
        }
    }

    /// The strings of an array; others in it read as their spelling.
    package subscript(strings key: String) -> [String]? {
        get { self[key]?.array?.compactMap(\.text) }
        set {
            guard newValue != self[strings: key] || newValue == nil else { return }
            self[key] = newValue.map { .array($0.map { .string($0) }) }
        }
    }

    private func rewritten(_ key: String, _ number: JSONNumber, _ wire: Wire) -> JSONValue {
        switch self[key] {
        case .string: .string(number.text)
        case .number, .bool: .number(number)
        default: wire == .string ? .string(number.text) : .number(number)
        }
    }

    private func rewritten(_ key: String, _ value: Bool, _ wire: Wire) -> JSONValue {
        switch self[key] {
        case .string("true"), .string("false"): .string(value ? "true" : "false")
        case .string: .string(value ? "1" : "0")
        case .number: .integer(value ? 1 : 0)
        case .bool: .bool(value)
        default: wire == .string ? .string(value ? "1" : "0") : .bool(value)
        }
    }
}

extension JSONValue {
    /// Text in any of the ways in which it is sent.
    package var text: String? {
        switch self {
        case .string(let text): text
        case .number(let number): number.text
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object: nil
        }
    }

    /// A whole number in any of the ways in which it is sent; fractions are cut off.
    package var wholeNumber: Int? {
        switch self {
        case .number(let number): number.int ?? number.double.flatMap { Int(exactly: $0.rounded(.towardZero)) }
        case .string(let text): JSONNumber(verbatim: text).int
        case .bool(let value): value ? 1 : 0
        case .null, .array, .object: nil
        }
    }

    /// A number in any of the ways in which it is sent.
    package var decimal: Double? {
        switch self {
        case .number(let number): number.double
        case .string(let text): JSONNumber(verbatim: text).double
        case .bool, .null, .array, .object: nil
        }
    }

    /// A boolean in any of the ways in which it is sent.
    package var truth: Bool? {
        switch self {
        case .bool(let value): value
        case .number(let number): number.int.flatMap { [0: false, 1: true][$0] }
        case .string(let text): ["0": false, "1": true, "false": false, "true": true][text.lowercased()]
        case .null, .array, .object: nil
        }
    }
}
