import Foundation

/// A moment, to the millisecond: an integer in the database, RFC 3339 with `Z` in JSON (`design.md` §11.3).
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    package var milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The machine's clock.
    @Sendable package static func now() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// A moment that lies so much later; earlier when the duration is negative. Parts of milliseconds are dropped.
    package func advanced(by duration: Duration) -> Timestamp {
        let parts = duration.components
        return Timestamp(
            milliseconds: milliseconds + parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000)
    }

    /// How long it is from an earlier moment to this one.
    package func since(_ earlier: Timestamp) -> Duration {
        .milliseconds(milliseconds - earlier.milliseconds)
    }

    package static func < (earlier: Timestamp, later: Timestamp) -> Bool {
        earlier.milliseconds < later.milliseconds
    }
}

extension Timestamp: CustomStringConvertible {
    /// `2026-11-25T01:19:45.123Z`. Written digit by digit, since every log line has one; years before 0 and after 9999
    /// are clamped.
    package var description: String {
        let clamped = Int(min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999))
        let days = clamped >= 0 ? clamped / 86_400_000 : (clamped + 1) / 86_400_000 - 1
        let day = CivilDay(daysSinceEpoch: days)
        let rest = clamped - days * 86_400_000
        return String(unsafeUninitializedCapacity: 24) { buffer in
            var text = FixedText(buffer)
            text.add(day.year, digits: 4)
            text.add("-")
            text.add(day.month, digits: 2)
            text.add("-")
            text.add(day.day, digits: 2)
            text.add("T")
            text.add(rest / 3_600_000, digits: 2)
            text.add(":")
            text.add(rest / 60_000 % 60, digits: 2)
            text.add(":")
            text.add(rest / 1000 % 60, digits: 2)
            text.add(".")
            text.add(rest % 1000, digits: 3)
            text.add("Z")
            return text.count
        }
    }

    /// Reads RFC 3339 with or without a fraction of a second; `nil` for anything else.
    package init?(_ text: String) {
        let date =
            (try? Date(text, strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true)))
            ?? (try? Date(text, strategy: .iso8601))
        guard let date else { return nil }
        milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
    }
}

extension Timestamp: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Timestamp(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time as RFC 3339 has it")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
