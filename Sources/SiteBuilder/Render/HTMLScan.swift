/// What a finished page refers to and offers, read from its bytes: addresses, ids, and code that the pages'
/// Content-Security-Policy would block.
struct HTMLScan: Sendable {
    /// Values of `href`, `src`, `poster` and `action`, unescaped, in order of appearance.
    private(set) var references: [String] = []
    private(set) var ids: Set<String> = []
    /// Tags with inline style, script or handlers, as they stand in the page.
    private(set) var inlineCode: [String] = []

    private let bytes: [UInt8]
    private var index = 0

    init(_ html: [UInt8]) {
        bytes = html
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = start + 1
            if bytes[index...].starts(with: "!--".utf8) {
                skip(past: "-->")
            } else if index < bytes.count, Self.isLetter(bytes[index]) {
                readTag(from: start)
            }
        }
    }

    private mutating func readTag(from start: Int) {
        let name = readWord()
        var hasSource = false
        var isSuspect = name == "style"
        while let (attribute, value) = readAttribute() {
            switch attribute {
            case "href", "src", "poster", "action", "xlink:href":
                references.append(Self.unescaped(value))
                if attribute == "src" { hasSource = true }
                if value.lowercased().hasPrefix("javascript:") { isSuspect = true }
            case "id": ids.insert(Self.unescaped(value))
            case "style": isSuspect = true
            default: if attribute.hasPrefix("on") { isSuspect = true }
            }
        }
        if name == "script", !hasSource { isSuspect = true }
        if isSuspect { inlineCode.append(String(decoding: bytes[start..<min(index, bytes.count)], as: UTF8.self)) }
        // The text of these elements is no HTML.
        if name == "script" || name == "style" { skip(past: "</\(name)") }
    }

    /// The next attribute of the tag, `nil` after its `>`.
    private mutating func readAttribute() -> (name: String, value: String)? {
        while index < bytes.count, Self.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "/") { index += 1 }
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: ">") {
            index += 1
            return nil
        }
        let name = readWord()
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return (name, "") }
        index += 1
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
        guard index < bytes.count else { return (name, "") }
        let quote = bytes[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return (name, readUnquoted()) }
        let start = index + 1
        let end = bytes[start...].firstIndex(of: quote) ?? bytes.count
        index = min(end + 1, bytes.count)
        return (name, String(decoding: bytes[start..<end], as: UTF8.self))
    }

    /// A name in lower case; always moves on.
    private mutating func readWord() -> String {
        let start = index
        while index < bytes.count, !Self.isBlank(bytes[index]), !Self.endsWord.contains(bytes[index]) { index += 1 }
        if index == start { index += 1 }
        return String(decoding: bytes[start..<min(index, bytes.count)], as: UTF8.self).lowercased()
    }

    /// A value without quotation marks: up to a blank or the end of the tag.
    private mutating func readUnquoted() -> String {
        let start = index
        while index < bytes.count, !Self.isBlank(bytes[index]), bytes[index] != UInt8(ascii: ">") { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skip(past text: String) {
        let mark = Array(text.utf8)
        while index < bytes.count, !bytes[index...].starts(with: mark) { index += 1 }
        index = min(index + mark.count, bytes.count)
    }

    private static let endsWord: Set<UInt8> = [UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/")]

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }

    private static func unescaped(_ value: String) -> String {
        guard value.contains("&") else { return value }
        return value.replacing("&quot;", with: "\"").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
