import Foundation
import Hummingbird
import NIOCore

/// The fields of a query or of an `application/x-www-form-urlencoded` body.
struct FormFields: Sendable {
    private(set) var values: [String: String] = [:]

    /// A field is there twice (RFC 6749 §3.1 forbids it) or is not well encoded.
    struct Malformed: Error {
        var description: String
    }

    init(_ values: [String: String] = [:]) {
        self.values = values
    }

    /// - Throws: ``Malformed``.
    init(encoded text: String) throws {
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let value = Self.decoded(parts.count > 1 ? parts[1] : "") else {
                throw Malformed(description: "a parameter is not percent-encoded UTF-8")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw Malformed(description: "parameter \(name) is there more than once")
            }
        }
    }

    /// A field's value; an empty one counts as missing (RFC 6749 §3.1).
    subscript(name: String) -> String? {
        get { values[name].flatMap { $0.isEmpty ? nil : $0 } }
        set { values[name] = newValue }
    }

    private static func decoded(_ text: Substring) -> String? {
        text.replacing("+", with: " ").removingPercentEncoding
    }

    /// A value as it stands in a query: everything but unreserved characters is encoded, a space is `+`.
    static func encode(_ text: String) -> String {
        var allowed = CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        allowed.insert(charactersIn: "-._~ ")
        return (text.addingPercentEncoding(withAllowedCharacters: allowed) ?? "").replacing(" ", with: "+")
    }
}

extension Request {
    /// The query's fields.
    func queryFields() throws -> FormFields {
        try FormFields(encoded: uri.query ?? "")
    }

    /// The body's fields, of 64 KiB at most.
    func bodyFields() async throws -> FormFields {
        let body = try await body.collect(upTo: 64 * 1024)
        return try FormFields(encoded: String(buffer: body))
    }
}
