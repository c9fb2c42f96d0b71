/// Names that stand in URLs: lower-case ASCII words and digits joined by single `-`.
enum Slug {
    /// The name itself when it is well formed.
    static func parse(_ text: String) -> String? {
        var before = UInt8(ascii: "-")
        for byte in text.utf8 {
            let isWord = (97...122).contains(byte) || (48...57).contains(byte)
            guard isWord || byte == UInt8(ascii: "-") && before != byte else { return nil }
            before = byte
        }
        return before == UInt8(ascii: "-") || text.utf8.count > 80 ? nil : text
    }

    /// What ``parse(_:)`` accepts, for messages.
    static let form = "lower-case letters and digits joined by '-'"
}
