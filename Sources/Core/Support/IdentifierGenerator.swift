/// Makes ids: UUIDs of version 7 in lower case (RFC 9562 §5.7), whose order is the order of their making.
///
/// Within a millisecond, and when the clock steps back, the twelve bits behind the time count up (§6.2, method 1).
package final class IdentifierGenerator: Sendable {
    private let now: @Sendable () -> Timestamp
    private let random: RandomBytes
    private let last = Guarded((milliseconds: Int64.min, counter: UInt16.zero))

    /// - Parameters:
    ///   - now: the clock; replaced in tests.
    ///   - random: bytes for the rest of an id.
    package init(now: @escaping @Sendable () -> Timestamp = Timestamp.now, random: RandomBytes = .system) {
        self.now = now
        self.random = random
    }

    /// A new id. Safe from any thread.
    package func next() -> String {
        let fresh = random(count: 10)
        let (milliseconds, counter) = stamp(start: (UInt16(fresh[0]) << 8 | UInt16(fresh[1])) & 0x07FF)
        var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * $0)) }
        bytes += [0x70 | UInt8(counter >> 8), UInt8(truncatingIfNeeded: counter), 0x80 | (fresh[2] & 0x3F)]
        bytes += fresh[3...]
        let digits = Array(ContentDigest.hexadecimal(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    /// Time and counter, later than those of every id before.
    ///
    /// - Parameter start: where the counter begins in a new millisecond; its highest bit is clear, so that there is
    ///   room to count.
    private func stamp(start: UInt16) -> (Int64, UInt16) {
        let milliseconds = now().milliseconds
        return last.withLock { last in
            if milliseconds > last.milliseconds {
                last = (milliseconds, start)
            } else if last.counter < 0x0FFF {
                last.counter += 1
            } else {
                last = (last.milliseconds + 1, start)
            }
            return last
        }
    }
}

extension IdentifierGenerator {
    /// Whether a text has the form of our ids: what has not is looked up nowhere.
    package static func isIdentifier(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36, bytes[14] == UInt8(ascii: "7") else { return false }
        return bytes.indices.allSatisfy { index in
            [8, 13, 18, 23].contains(index)
                ? bytes[index] == UInt8(ascii: "-")
                : (48...57).contains(bytes[index]) || (97...102).contains(bytes[index])
        }
    }
}
