import Foundation

/// Reads what players send: JSON that may hold bytes that are no UTF-8, and values of any kind.
package enum PlayerPayload {
    /// Larger ones are not read: the broker's own limit is 128 KiB.
    package static let maximumBytes = 131_072

    /// The object in a payload. Bytes that are no UTF-8, as in titles of live radio, become U+FFFD.
    ///
    /// - Returns: `nil` for what is no JSON object.
    package static func object(_ payload: [UInt8]) -> JSONObject? {
        guard payload.count <= maximumBytes else { return nil }
        if let value = try? JSONValue(Data(payload)) { return value.object }
        let repaired = Data(String(decoding: payload, as: UTF8.self).utf8)
        return (try? JSONValue(repaired))?.object
    }
}

extension JSONObject {
    /// A whole number within sense; what lies outside counts as absent.
    func int(_ key: String, in range: ClosedRange<Int>) -> Int? {
        self[int: key].flatMap { range.contains($0) ? $0 : nil }
    }

    /// A boolean; any other number than 0 counts as true.
    func flag(_ key: String) -> Bool? {
        self[bool: key] ?? self[int: key].map { $0 != 0 }
    }

    /// Text without control characters, at most 500 characters; empty text stays.
    func line(_ key: String) -> String? {
        self[string: key].map { String($0.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(500)) }
    }

    /// Whole seconds since 1970, as a moment; 0 is a clock that was not set.
    func moment(_ key: String) -> Timestamp? {
        int(key, in: 1...32_503_680_000).map { Timestamp(milliseconds: Int64($0) * 1000) }
    }
}

extension String {
    /// From some scalars.
    fileprivate init(_ scalars: some Sequence<Unicode.Scalar>) {
        self.init(String.UnicodeScalarView(scalars))
    }
}
