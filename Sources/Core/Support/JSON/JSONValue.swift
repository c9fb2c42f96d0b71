package import Foundation

/// A JSON document as a tree that loses nothing: the order of members, the spelling of numbers, and which of number,
/// string and boolean a value was. What is read and written again has the same meaning to every reader (RFC 8259).
package enum JSONValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// Reads a document.
    ///
    /// - Throws: ``JSONSyntaxError`` for anything but one JSON value in UTF-8, nested no deeper than
    ///   ``JSONParser/maximumDepth``.
    package init(_ bytes: Data) throws(JSONSyntaxError) {
        self = try JSONParser.parse(bytes)
    }

    /// The document in UTF-8 without blanks.
    package var data: Data { JSONWriter.data(of: self) }

    /// A whole number.
    package static func integer(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

    /// The member of an object; `nil` for anything else.
    package subscript(key: String) -> JSONValue? {
        if case .object(let object) = self { object[key] } else { nil }
    }

    /// As an object, if it is one.
    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// As an array, if it is one.
    package var array: [JSONValue]? {
        if case .array(let array) = self { array } else { nil }
    }
}

/// A number as it was written, so that 8, 8.0 and 18446744073709551616 stay what they are.
package struct JSONNumber: Equatable, Sendable {
    /// The digits as RFC 8259 §6 has them.
    package let text: String

    /// A whole number.
    package init(_ value: Int) { text = String(value) }

    /// Any number; `nil` for infinity and not-a-number, which JSON does not have.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        text = "\(value)"
    }

    init(verbatim text: String) { self.text = text }

    /// As an integer when it is one of 64 bits, also when it is written as `8.0` or `1e3`.
    package var int: Int? { Int(text) ?? Double(text).flatMap { Int(exactly: $0) } }
    /// As the nearest double.
    package var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    package init(stringLiteral value: String) { self = .string(value) }
    /// A boolean.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A whole number.
    package init(integerLiteral value: Int) { self = .integer(value) }
    /// An array.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object with its members in this order.
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}
