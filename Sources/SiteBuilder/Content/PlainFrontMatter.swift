/// Reads the front matter that nearly every page has, one `key: value` a line, a hundred times faster than a whole YAML
/// parser. Whatever is not plainly that (nesting, escapes, comments behind values, odd characters) gives `nil` and goes
/// to Yams, so that both always agree.
struct PlainFrontMatter {
    private let bytes: ArraySlice<UInt8>
    private var index: Int
    private var line = 1
    private var entries: [FieldNode.Entry] = []

    /// The mapping of a YAML text, `nil` when it needs a YAML parser.
    static func parse(_ bytes: ArraySlice<UInt8>) -> [FieldNode.Entry]? {
        var parser = PlainFrontMatter(bytes)
        return parser.parse() ? parser.entries : nil
    }

    private init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
        entries.reserveCapacity(12)
    }

    private mutating func parse() -> Bool {
        while index < bytes.endIndex {
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
            let isPlain = readLine(bytes[index..<end])
            guard isPlain else { return false }
            index = min(end + 1, bytes.endIndex)
            line += 1
        }
        return !entries.isEmpty
    }

    private mutating func readLine(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        if first == UInt8(ascii: "#") { return Self.isPrintable(text) }
        guard Self.isLetter(first), Self.isPrintable(text),
            let colon = text.firstIndex(where: { !Self.isKeyByte($0) }), text[colon] == UInt8(ascii: ":"),
            let start = text[(colon + 1)...].firstIndex(where: { $0 != 0x20 }), start > colon + 1
        else { return false }
        let key = String(decoding: text[text.startIndex..<colon], as: UTF8.self)
        guard !entries.contains(where: { $0.key == key }) else { return false }
        let end = text.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? start
        guard let value = value(text[start..<end], from: text.startIndex) else { return false }
        let node = FieldNode(value: value, line: line, column: start - text.startIndex + 1)
        entries.append(.init(key: key, line: line, column: 1, node: node))
        return true
    }

    private func value(_ text: ArraySlice<UInt8>, from lineStart: Int) -> FieldNode.Value? {
        switch text[text.startIndex] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): Self.quoted(text)
        case UInt8(ascii: "["): list(text, from: lineStart)
        default: Self.plain(text).map { .scalar($0, isPlain: true) }
        }
    }

    /// A text in quotation marks that holds neither its own mark nor an escape.
    private static func quoted(_ text: ArraySlice<UInt8>) -> FieldNode.Value? {
        guard text.count >= 2, let mark = text.first, text.last == mark else { return nil }
        let inner = text.dropFirst().dropLast()
        guard !inner.contains(mark), mark == UInt8(ascii: "'") || !inner.contains(UInt8(ascii: "\\")) else {
            return nil
        }
        return .scalar(String(decoding: inner, as: UTF8.self), isPlain: false)
    }

    private static func plain(_ text: ArraySlice<UInt8>) -> String? {
        guard let first = text.first, !indicators.contains(first) else { return nil }
        var before: UInt8 = 0
        for byte in text {
            if before == UInt8(ascii: ":"), byte == 0x20 { return nil }
            if before == 0x20, byte == UInt8(ascii: "#") { return nil }
            before = byte
        }
        return before == UInt8(ascii: ":") ? nil : String(decoding: text, as: UTF8.self)
    }

    /// `[one, "two", three]` of words.
    private func list(_ text: ArraySlice<UInt8>, from lineStart: Int) -> FieldNode.Value? {
        guard text.last == UInt8(ascii: "]") else { return nil }
        let inner = text.dropFirst().dropLast()
        if inner.allSatisfy({ $0 == 0x20 }) { return .sequence([]) }
        var nodes: [FieldNode] = []
        for piece in inner.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard let start = piece.firstIndex(where: { $0 != 0x20 }), let last = piece.lastIndex(where: { $0 != 0x20 })
            else { return nil }
            let word = piece[start...last]
            let value: FieldNode.Value?
            if word.first == UInt8(ascii: "\"") || word.first == UInt8(ascii: "'") {
                value = Self.quoted(word)
            } else if word.allSatisfy(Self.isWordByte), word.first != UInt8(ascii: "-") {
                value = .scalar(String(decoding: word, as: UTF8.self), isPlain: true)
            } else {
                value = nil
            }
            guard let value else { return nil }
            // Characters before it, which are fewer than bytes.
            let column = bytes[lineStart..<start].count { $0 & 0xC0 != 0x80 } + 1
            nodes.append(FieldNode(value: value, line: line, column: column))
        }
        return .sequence(nodes)
    }

    /// No tab, no other control character, and nothing that YAML takes for a line break or refuses.
    private static func isPrintable(_ text: ArraySlice<UInt8>) -> Bool {
        var before: UInt8 = 0
        var beforeThat: UInt8 = 0
        for byte in text {
            if byte < 0x20 || byte == 0x7F { return false }
            if before == 0xC2, byte < 0xA0 { return false }
            if beforeThat == 0xE2, before == 0x80, byte == 0xA8 || byte == 0xA9 { return false }
            if beforeThat == 0xEF, before == 0xBB && byte == 0xBF || before == 0xBF && byte >= 0xBE { return false }
            (beforeThat, before) = (before, byte)
        }
        return true
    }

    private static let indicators = Set("-?:,[]{}#&*!|>'\"%@`".utf8)

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) && byte >= 0x41 }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isKeyByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") || byte >= 0x80
    }
}
