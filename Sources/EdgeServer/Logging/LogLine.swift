import Foundation
import Logging

/// An event, ready to be written as a line. Line ends and other control characters are escaped in both forms, so no
/// header a client sends can forge a line.
struct LogLine {
    var time: Date
    var level: Logger.Level
    var label: String
    var message: String
    var facts: Logger.Metadata

    /// `2026-11-24T12:00:00.000Z info edge: request method=GET path=/`
    var text: String {
        let pairs = facts.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.quoted("\($0.value)"))" }
        return "\(timestamp) \(level) \(label): \(Self.escaped(message))\(pairs.joined())"
    }

    /// One JSON object; numbers stay numbers.
    var json: String {
        var members = [
            ("time", Self.string(timestamp)), ("level", Self.string("\(level)")), ("label", Self.string(label)),
            ("message", Self.string(message)),
        ]
        members += facts.sorted { $0.key < $1.key }.map { ($0.key, Self.value($0.value)) }
        return "{" + members.map { "\(Self.string($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }

    private var timestamp: String {
        time.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }

    private static func value(_ value: Logger.MetadataValue) -> String {
        if case .stringConvertible(let convertible) = value, let number = convertible as? any BinaryInteger {
            return "\(number)"
        }
        return string("\(value)")
    }

    private static func string(_ text: String) -> String { "\"\(escaped(text))\"" }

    private static func quoted(_ text: String) -> String {
        text.isEmpty || text.contains(where: { " \"=".contains($0) }) ? string(text) : escaped(text)
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                result +=
                    "\\u" + String(repeating: "0", count: scalar.value < 16 ? 3 : 2) + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
