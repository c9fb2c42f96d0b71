/// Walks over a list of entity tags byte by byte (RFC 9110 §8.8.3, §5.6.1): linear in the length of the text.
struct EntityTagReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
        skipSeparators()
    }

    var isAtEnd: Bool { position == bytes.count }

    /// Whether the whole text is `*`.
    var isStar: Bool {
        bytes.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } == [UInt8(ascii: "*")]
    }

    /// The tag at this place and the separators after it are read; `nil`, and nothing is, when there is none.
    mutating func next() -> EntityTag? {
        var cursor = position
        let isWeak = bytes[cursor...].starts(with: "W/".utf8)
        if isWeak { cursor += 2 }
        guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: "\"") else { return nil }
        let start = cursor + 1
        cursor = start
        while cursor < bytes.count, Self.isTagCharacter(bytes[cursor]) { cursor += 1 }
        guard cursor < bytes.count, bytes[cursor] == UInt8(ascii: "\"") else { return nil }
        let tag = EntityTag(opaque: String(decoding: bytes[start..<cursor], as: UTF8.self), isWeak: isWeak)
        cursor += 1
        while cursor < bytes.count, Self.isBlank(bytes[cursor]) { cursor += 1 }
        guard cursor == bytes.count || bytes[cursor] == UInt8(ascii: ",") else { return nil }
        position = cursor
        skipSeparators()
        return tag
    }

    /// Passes over an element that is no entity tag, up to the comma after it.
    mutating func skipElement() {
        while position < bytes.count, bytes[position] != UInt8(ascii: ",") { position += 1 }
        skipSeparators()
    }

    private mutating func skipSeparators() {
        while position < bytes.count, Self.isBlank(bytes[position]) || bytes[position] == UInt8(ascii: ",") {
            position += 1
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// etagc: visible ASCII but the quote, and the bytes above it.
    private static func isTagCharacter(_ byte: UInt8) -> Bool {
        byte == 0x21 || (0x23...0x7E).contains(byte) || byte >= 0x80
    }
}
