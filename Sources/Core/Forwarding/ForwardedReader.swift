/// Walks over a `Forwarded` field byte by byte (RFC 7239 §4): elements of `name=value` pairs, values tokens or quoted.
/// Linear in the length of the text.
struct ForwardedReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The pairs of each element, names in lower case; an element that breaks the grammar is empty, so that those on
    /// its sides keep their places.
    mutating func elements() -> [[String: String]] {
        var elements: [[String: String]] = []
        while position < bytes.count {
            skipBlanks()
            guard position < bytes.count else { break }
            if take(UInt8(ascii: ",")) { continue }
            elements.append(element() ?? skippedElement())
        }
        return elements
    }

    /// `nil` when it breaks the grammar; the cursor is then somewhere in it.
    private mutating func element() -> [String: String]? {
        var pairs: [String: String] = [:]
        repeat {
            skipBlanks()
            if isAtElementEnd { break }
            if bytes[position] == UInt8(ascii: ";") { continue }
            guard let name = token()?.lowercased(), take(UInt8(ascii: "=")),
                let value = isAt(UInt8(ascii: "\"")) ? quoted() : token(),
                // Each name at most once in an element (§4).
                pairs.updateValue(value, forKey: name) == nil
            else { return nil }
            skipBlanks()
        } while take(UInt8(ascii: ";"))
        guard isAtElementEnd else { return nil }
        return pairs
    }

    /// Passes over the rest of an element, commas in quotes included.
    private mutating func skippedElement() -> [String: String] {
        while !isAtElementEnd {
            if isAt(UInt8(ascii: "\"")) {
                if quoted() == nil { position = bytes.count }
            } else {
                position += 1
            }
        }
        return [:]
    }

    /// RFC 9110 §5.6.2; a bare address is not one because of its colons, but proxies write it so: colons and brackets
    /// are taken too.
    private mutating func token() -> String? {
        let start = position
        while position < bytes.count, Self.isTokenByte(bytes[position]) { position += 1 }
        return start == position ? nil : String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// RFC 9110 §5.6.4
    private mutating func quoted() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        var value: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: value, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                guard position < bytes.count else { return nil }
                value.append(bytes[position])
                position += 1
            } else {
                value.append(byte)
            }
        }
        return nil
    }

    private var isAtElementEnd: Bool { position == bytes.count || bytes[position] == UInt8(ascii: ",") }

    private func isAt(_ byte: UInt8) -> Bool { position < bytes.count && bytes[position] == byte }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard isAt(byte) else { return false }
        position += 1
        return true
    }

    private mutating func skipBlanks() {
        while isAt(UInt8(ascii: " ")) || isAt(UInt8(ascii: "\t")) { position += 1 }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~:[]".utf8.contains(byte)
        }
    }
}
