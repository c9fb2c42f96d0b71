import Foundation

/// Where a text stops being JSON.
package struct JSONSyntaxError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Bytes from the start of the text.
    package var offset: Int
    /// What was expected there.
    package var expected: String

    package var description: String { "not JSON at byte \(offset): expected \(expected)" }
}

/// Reads RFC 8259 in one pass, each byte once, with bounded nesting.
package struct JSONParser {
    /// Deeper nesting is refused: the parser and everyone who walks the tree call themselves.
    package static let maximumDepth = 64

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    static func parse(_ data: Data) throws(JSONSyntaxError) -> JSONValue {
        let result = data.withUnsafeBytes { raw -> Result<JSONValue, JSONSyntaxError> in
            var parser = JSONParser(bytes: raw.bindMemory(to: UInt8.self))
            do throws(JSONSyntaxError) {
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func document() throws(JSONSyntaxError) -> JSONValue {
        let value = try value(depth: 0)
        skipBlanks()
        guard index == bytes.count else { throw expected("the end") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        skipBlanks()
        guard depth < Self.maximumDepth else { throw expected("at most \(Self.maximumDepth) levels") }
        switch peek {
        case UInt8(ascii: "{"): return .object(try object(depth: depth))
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONObject {
        var object = JSONObject()
        index += 1
        skipBlanks()
        if take(UInt8(ascii: "}")) { return object }
        while true {
            skipBlanks()
            guard peek == UInt8(ascii: "\"") else { throw expected("a member's name") }
            let key = try string()
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { throw expected("a colon") }
            object[key] = try value(depth: depth + 1)
            skipBlanks()
            if take(UInt8(ascii: "}")) { return object }
            guard take(UInt8(ascii: ",")) else { throw expected("a comma or a closing brace") }
        }
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
        var array: [JSONValue] = []
        index += 1
        skipBlanks()
        if take(UInt8(ascii: "]")) { return array }
        while true {
            array.append(try value(depth: depth + 1))
            skipBlanks()
            if take(UInt8(ascii: "]")) { return array }
            guard take(UInt8(ascii: ",")) else { throw expected("a comma or a closing bracket") }
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        let count = text.utf8CodeUnitCount
        let matches = text.withUTF8Buffer { $0.elementsEqual(bytes[index..<min(index + count, bytes.count)]) }
        guard matches else { throw expected("\(text)") }
        index += count
        return value
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    private mutating func number() throws(JSONSyntaxError) -> JSONNumber {
        let start = index
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) {
            guard skipDigits() else { throw expected("a value") }
        }
        if take(UInt8(ascii: ".")), !skipDigits() { throw expected("a digit") }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard skipDigits() else { throw expected("a digit") }
        }
        return JSONNumber(verbatim: String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func skipDigits() -> Bool {
        let start = index
        while let byte = peek, (0x30...0x39).contains(byte) { index += 1 }
        return index > start
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private func expected(_ text: String) -> JSONSyntaxError { JSONSyntaxError(offset: index, expected: text) }
}

extension JSONParser {
    private mutating func string() throws(JSONSyntaxError) -> String {
        index += 1
        let start = index
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { index += 1 }
        if take(UInt8(ascii: "\"")) { return try text(bytes[start..<(index - 1)]) }
        return try text(escapedString(after: Array(bytes[start..<index]))[...])
    }

    /// The rest of a string that holds escapes.
    private mutating func escapedString(after first: [UInt8]) throws(JSONSyntaxError) -> [UInt8] {
        var content = first
        while let byte = peek {
            guard byte >= 0x20 else { throw expected("an escaped control character") }
            index += 1
            if byte == UInt8(ascii: "\"") { return content }
            if byte == UInt8(ascii: "\\") {
                content.append(contentsOf: try escape())
            } else {
                content.append(byte)
            }
        }
        throw expected("a closing quotation mark")
    }

    private mutating func escape() throws(JSONSyntaxError) -> [UInt8] {
        guard let byte = peek else { throw expected("an escape") }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try unicodeEscape())).utf8)
        default: throw expected("an escape")
        }
    }

    /// Four hexadecimal digits, or two times four for a pair of surrogates. Half a pair stands for no character:
    /// U+FFFD takes its place.
    private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try hexadecimalDigits()
        if let scalar = Unicode.Scalar(first) { return scalar }
        let place = index
        guard first < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
            index = place
            return "\u{FFFD}"
        }
        let second = try hexadecimalDigits()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else {
            index = place
            return "\u{FFFD}"
        }
        return scalar
    }

    private mutating func hexadecimalDigits() throws(JSONSyntaxError) -> UInt32 {
        guard index + 4 <= bytes.count, bytes[index..<(index + 4)].allSatisfy({ Character(.init($0)).isHexDigit }),
            let value = UInt32(String(decoding: bytes[index..<(index + 4)], as: UTF8.self), radix: 16)
        else { throw expected("four hexadecimal digits") }
        index += 4
        return value
    }

    private func text(_ content: some Collection<UInt8>) throws(JSONSyntaxError) -> String {
        guard let text = String(validating: content, as: UTF8.self) else { throw expected("UTF-8") }
        return text
    }
}
