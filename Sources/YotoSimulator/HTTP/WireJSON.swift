package import Foundation

/// A JSON value with every key and wire type kept as it came, so that documents survive the way through the simulator.
package enum WireJSON: Sendable, Equatable, Codable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without a fraction.
    case int(Int)
    /// Any other number.
    case double(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([WireJSON])
    /// Members by key; the order of keys is not kept.
    case object([String: WireJSON])

    /// Reads a JSON text.
    ///
    /// - Throws: `DecodingError` when it is none.
    package init(parsing data: Data) throws {
        self = try JSONDecoder().decode(WireJSON.self, from: data)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .int(value)
        } else if let value = try? container.decode(Double.self) {
            self = .double(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([WireJSON].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: WireJSON].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .double(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// The JSON text, with keys in order so that equal values are equal bytes.
    package var data: Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // A number that JSON has no word for never gets in: JSON is the only way in.
        return (try? encoder.encode(self)) ?? Data("null".utf8)
    }

    /// A member of an object; `nil` when this is none or has no such member. Assigning `nil` removes it.
    package subscript(key: String) -> WireJSON? {
        get {
            guard case .object(let members) = self else { return nil }
            return members[key]
        }
        set {
            guard case .object(var members) = self else { return }
            members[key] = newValue
            self = .object(members)
        }
    }

    /// The text, when it is one.
    package var text: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The whole number, when it is one.
    package var integer: Int? {
        guard case .int(let value) = self else { return nil }
        return value
    }

    /// The number, with or without a fraction.
    package var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        case .null, .bool, .string, .array, .object: nil
        }
    }

    /// The truth value, when it is one.
    package var flag: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements, when it is a list.
    package var elements: [WireJSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members, when it is an object.
    package var members: [String: WireJSON]? {
        guard case .object(let value) = self else { return nil }
        return value
    }
}

extension WireJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A text.
    package init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    package init(integerLiteral value: Int) { self = .int(value) }
    /// A number with a fraction.
    package init(floatLiteral value: Double) { self = .double(value) }
    /// A truth value.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// A list.
    package init(arrayLiteral elements: WireJSON...) { self = .array(elements) }
    /// An object; of equal keys the last one counts.
    package init(dictionaryLiteral elements: (String, WireJSON)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }
    /// `null`.
    package init(nilLiteral: ()) { self = .null }
}
