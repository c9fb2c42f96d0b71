import Synchronization

/// What ties an answer to its log lines.
struct RequestID {
    static let fieldName = "X-Request-Id"

    let text: String

    /// - Parameter offered: the client's; taken when it is 1–64 letters, digits, `-`, `_` or `.`, so that it cannot
    ///   smuggle anything into a log.
    init(offered: String?) {
        if let offered, (1...64).contains(offered.utf8.count), offered.utf8.allSatisfy(Self.isSane) {
            text = offered
        } else {
            text = Self.next()
        }
    }

    /// Unique in this process and, by its random first half, most probably among all; short enough for Swift to keep it
    /// without allocating.
    private static func next() -> String {
        prefix + String(count.add(1, ordering: .relaxed).newValue, radix: 36)
    }

    private static let prefix = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16) + "-"
    private static let count = Atomic(0)

    private static func isSane(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
