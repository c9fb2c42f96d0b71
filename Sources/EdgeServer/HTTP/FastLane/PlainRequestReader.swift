/// Walks over the bytes of a request's head once (RFC 9112 §3, §5). Each line must end in CR LF, and nothing may be
/// folded, blank in a wrong place or outside ASCII.
struct PlainRequestReader {
    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The request and the length of its head in bytes; `nil` when it is not plain or not all there.
    mutating func read() -> (request: PlainRequest, length: Int)? {
        let isHead: Bool
        if take("GET ") { isHead = false } else if take("HEAD ") { isHead = true } else { return nil }
        guard let path = path(), take(" HTTP/1.1\r\n") else { return nil }
        var request = PlainRequest(isHead: isHead, path: path, fields: [])
        var hosts = 0
        while !take("\r\n") {
            guard let name = name() else { return nil }
            let meaning = PlainField.meaning(of: name)
            guard let value = value() else { return nil }
            switch meaning {
            case .irrelevant: continue
            case .forbidden:
                // The one thing of this kind that changes nothing.
                guard isKeepAlive(name, value) else { return nil }
            case .field(.host):
                hosts += 1
                guard !value.isEmpty, value.count <= 512, value.allSatisfy(RequestRules.isHostByte) else { return nil }
            case .field(let field):
                request.fields.append(PlainRequest.Field(name: field, value: String(decoding: value, as: UTF8.self)))
            }
        }
        return hosts == 1 ? (request, position) : nil
    }

    private func isKeepAlive(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) -> Bool {
        name.count == 10 && value.count == 10 && PlainField.matches(value, "keep-alive")
    }

    /// Letters, digits, `-`, `.`, `_`, `~` and `/`, without an empty segment or one that begins with a dot.
    private mutating func path() -> String? {
        let start = position
        var previous: UInt8 = 0
        while position < bytes.count, bytes[position] != UInt8(ascii: " ") {
            let byte = bytes[position]
            guard Self.isPathByte(byte) else { return nil }
            if previous == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return nil }
            previous = byte
            position += 1
        }
        guard position > start, bytes[start] == UInt8(ascii: "/") else { return nil }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// A field's name; the reader is behind the colon.
    private mutating func name() -> UnsafeRawBufferPointer? {
        let start = position
        while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
        guard position > start, position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return nil }
        defer { position += 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<position])
    }

    /// A field's value without the blanks around it; the reader is behind the line.
    private mutating func value() -> UnsafeRawBufferPointer? {
        while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
        let start = position
        while position < bytes.count, bytes[position] >= 0x20 && bytes[position] < 0x7F || bytes[position] == 0x09 {
            position += 1
        }
        var end = position
        while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
        guard take("\r\n") else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard bytes.count - position >= count else { return false }
        for index in 0..<count where bytes[position + index] != text.utf8Start[index] { return false }
        position += count
        return true
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "-")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "~"):
            // `-`, `.`, `/` and the digits are neighbours.
            true
        default: false
        }
    }

    /// token (RFC 9110 §5.6.2), as far as names of fields use it.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
