import Foundation

/// Learns what a page refers to and offers.
protocol HTMLVisitor {
    /// A value of `href`, `src`, `poster` or `action`, with its character references as they stand.
    mutating func reference(_ value: UnsafeBufferPointer<UInt8>)
    /// A value of `id`.
    mutating func identifier(_ value: UnsafeBufferPointer<UInt8>)
    /// A tag with inline style, script or handlers, which the pages' Content-Security-Policy would block.
    mutating func inlineCode(_ tag: UnsafeBufferPointer<UInt8>)
}

/// Walks over the tags of a finished page once, without copying.
struct HTMLScanner<Visitor: HTMLVisitor> {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private(set) var visitor: Visitor

    /// The visitor after it has seen a whole page.
    static func scan(_ html: [UInt8], _ visitor: Visitor) -> Visitor {
        html.withUnsafeBufferPointer { bytes in
            var scanner = HTMLScanner(bytes: bytes, visitor: visitor)
            scanner.run()
            return scanner.visitor
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, visitor: Visitor) {
        self.bytes = bytes
        self.visitor = visitor
    }

    private mutating func run() {
        guard let base = bytes.baseAddress else { return }
        while index < bytes.count, let found = memchr(base + index, 0x3C, bytes.count - index) {
            let start = UnsafeRawPointer(base).distance(to: found)
            index = start + 1
            guard index < bytes.count else { return }
            if Self.isLetter(bytes[index]) {
                readTag(from: start)
            } else if starts(with: "!--") {
                skip(past: "-->")
            }
        }
    }

    private mutating func readTag(from start: Int) {
        let name = readWord()
        // Most tags have no attributes.
        if index < bytes.count, bytes[index] == UInt8(ascii: ">"), name.count < 5 {
            index += 1
            return
        }
        let isScript = Self.isEqual(name, "script")
        let isStyle = Self.isEqual(name, "style")
        var hasSource = false
        var isData = false
        var isSuspect = isStyle
        while let (attribute, value) = readAttribute() {
            switch attribute.first.map({ $0 | 0x20 }) {
            case UInt8(ascii: "h"), UInt8(ascii: "s"), UInt8(ascii: "p"), UInt8(ascii: "a"), UInt8(ascii: "x"):
                if Self.references.contains(where: { Self.isEqual(attribute, $0) }) {
                    visitor.reference(value)
                    if Self.isEqual(attribute, "src") { hasSource = true }
                    if Self.hasPrefix(value, "javascript:") { isSuspect = true }
                } else if Self.isEqual(attribute, "style") {
                    isSuspect = true
                }
            case UInt8(ascii: "i"): if Self.isEqual(attribute, "id") { visitor.identifier(value) }
            case UInt8(ascii: "o"): if Self.hasPrefix(attribute, "on") { isSuspect = true }
            // A script element of another type than a script's is data that no browser runs (HTML §4.12.1).
            case UInt8(ascii: "t"):
                if isScript, Self.isEqual(attribute, "type") { isData = Self.isEqual(value, "application/ld+json") }
            default: break
            }
        }
        if isScript, !hasSource, !isData { isSuspect = true }
        if isSuspect { visitor.inlineCode(UnsafeBufferPointer(rebasing: bytes[start..<min(index, bytes.count)])) }
        // The text of these elements is no HTML.
        if isScript { skip(past: "</script") } else if isStyle { skip(past: "</style") }
    }

    private static var references: [StaticString] { ["href", "src", "poster", "action", "xlink:href"] }

    /// The next attribute of the tag, `nil` after its `>`.
    private mutating func readAttribute() -> (name: UnsafeBufferPointer<UInt8>, value: UnsafeBufferPointer<UInt8>)? {
        while index < bytes.count, Self.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "/") { index += 1 }
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: ">") {
            index += 1
            return nil
        }
        let name = readWord()
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return (name, slice(index, index)) }
        index += 1
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
        guard index < bytes.count else { return (name, slice(index, index)) }
        let quote = bytes[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return (name, readUnquoted()) }
        let start = index + 1
        var end = start
        while end < bytes.count, bytes[end] != quote { end += 1 }
        index = min(end + 1, bytes.count)
        return (name, slice(start, end))
    }

    /// A name; always moves on.
    private mutating func readWord() -> UnsafeBufferPointer<UInt8> {
        let start = index
        while index < bytes.count, !Self.isBlank(bytes[index]), !Self.endsWord(bytes[index]) { index += 1 }
        if index == start { index += 1 }
        return slice(start, min(index, bytes.count))
    }

    /// A value without quotation marks: up to a blank or the end of the tag.
    private mutating func readUnquoted() -> UnsafeBufferPointer<UInt8> {
        let start = index
        while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != UInt8(ascii: ">") { index += 1 }
        return slice(start, index)
    }

    private mutating func skip(past mark: StaticString) {
        while index < bytes.count, !starts(with: mark) { index += 1 }
        index = min(index + mark.utf8CodeUnitCount, bytes.count)
    }

    private func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[min(start, bytes.count)..<min(end, bytes.count)])
    }

    private func starts(with mark: StaticString) -> Bool {
        Self.hasPrefix(slice(index, index + mark.utf8CodeUnitCount), mark)
    }

    private static func isEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        bytes.count == word.utf8CodeUnitCount && hasPrefix(bytes, word)
    }

    /// Compared without regard to case.
    private static func hasPrefix(_ bytes: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        guard bytes.count >= word.utf8CodeUnitCount else { return false }
        for index in 0..<word.utf8CodeUnitCount {
            let byte = bytes[index]
            let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            guard lower == word.utf8Start[index] else { return false }
        }
        return true
    }

    private static func endsWord(_ byte: UInt8) -> Bool { byte == 0x3D || byte == 0x3E || byte == 0x2F }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) && byte >= 65 }
}

/// What a page refers to and offers, as texts.
struct HTMLScan: HTMLVisitor {
    /// Unescaped, in order of appearance.
    private(set) var references: [String] = []
    private(set) var ids: Set<String> = []
    /// As they stand in the page.
    private(set) var inlineCode: [String] = []

    private init() {}

    init(_ html: [UInt8]) { self = HTMLScanner.scan(html, HTMLScan()) }

    mutating func reference(_ value: UnsafeBufferPointer<UInt8>) { references.append(Self.unescaped(value)) }

    mutating func identifier(_ value: UnsafeBufferPointer<UInt8>) { ids.insert(Self.unescaped(value)) }

    mutating func inlineCode(_ tag: UnsafeBufferPointer<UInt8>) {
        inlineCode.append(String(decoding: tag, as: UTF8.self))
    }

    /// A value of an attribute as a text.
    static func unescaped(_ value: UnsafeBufferPointer<UInt8>) -> String {
        let text = String(decoding: value, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
