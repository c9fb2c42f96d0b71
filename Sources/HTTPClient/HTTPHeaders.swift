/// Header fields in the order they are sent or came in; names compare without regard to case (RFC 9110 §5.1).
package struct HTTPHeaders: Equatable, Sendable {
    /// One field.
    package struct Field: Equatable, Sendable {
        /// The name as it was written.
        package var name: String
        /// The value without blanks around it.
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// All fields.
    package private(set) var fields: [Field]

    /// Fields in this order; a name may occur several times.
    package init(_ fields: [Field] = []) { self.fields = fields }

    /// The first value of a field. Setting one removes all others of that name, setting `nil` removes the field.
    package subscript(name: String) -> String? {
        get { fields.first { Self.isSame($0.name, name) }?.value }
        set {
            fields.removeAll { Self.isSame($0.name, name) }
            if let newValue { fields.append(Field(name: name, value: newValue)) }
        }
    }

    /// Every value of a field, in order.
    package func values(_ name: String) -> [String] {
        fields.filter { Self.isSame($0.name, name) }.map(\.value)
    }

    /// Adds a field beside others of the same name.
    package mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Continues the value of the last field (RFC 9112 §5.2, a line that starts with a blank).
    mutating func continueLast(with text: String) {
        guard !fields.isEmpty else { return }
        let value = fields[fields.count - 1].value
        fields[fields.count - 1].value = value.isEmpty ? text : "\(value) \(text)"
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count
            && zip(left.utf8, right.utf8).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        (65...90).contains(byte) ? byte + 32 : byte
    }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
    /// Fields in the order of the literal.
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { Field(name: $0.0, value: $0.1) })
    }
}

/// Values can be secrets: only names are printed.
extension HTTPHeaders: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[\(fields.map(\.name).joined(separator: ", "))]" }
    package var debugDescription: String { description }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
