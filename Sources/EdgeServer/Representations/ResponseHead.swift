import NIOCore
import NIOHTTP1

/// Status and header fields of an answer, before anybody decided how they are framed.
struct ResponseHead: Sendable {
    var status: Int
    /// In the order to write them; each name once.
    private(set) var fields: [(name: String, value: String)] = []

    init(status: Int) {
        self.status = status
        fields.reserveCapacity(20)
    }

    /// The value of a field.
    subscript(name: String) -> String? {
        index(of: name).map { fields[$0].value }
    }

    /// Sets a field in place of one with the same name.
    mutating func set(_ name: String, _ value: String) {
        if let index = index(of: name) {
            fields[index].value = value
        } else {
            fields.append((name, value))
        }
    }

    /// A dozen names, most of them of different lengths: a walk is quicker than any table.
    private func index(of name: String) -> Int? {
        let wanted = name.utf8
        return fields.firstIndex { field in
            let own = field.name.utf8
            return own.count == wanted.count
                && zip(own, wanted).allSatisfy { $0 == $1 || ($0 ^ $1 == 0x20 && isLetter($0)) }
        }
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension ResponseHead {
    /// For NIO's encoder.
    func http(version: HTTPVersion) -> HTTPResponseHead {
        HTTPResponseHead(version: version, status: .init(statusCode: status), headers: HTTPHeaders(fields))
    }

    /// The bytes of an HTTP/1.1 answer's head (RFC 9112 §4, §5).
    ///
    /// Values are our own or come from ``SiteHeaders``, which lets no line break through.
    func write(to buffer: inout ByteBuffer, requestID: String) {
        buffer.writeStaticString("HTTP/1.1 ")
        buffer.writeString(String(status))
        buffer.writeStaticString(" ")
        buffer.writeString(HTTPResponseStatus(statusCode: status).reasonPhrase)
        buffer.writeStaticString("\r\n")
        for field in fields {
            buffer.writeString(field.name)
            buffer.writeStaticString(": ")
            buffer.writeString(field.value)
            buffer.writeStaticString("\r\n")
        }
        buffer.writeStaticString("X-Request-Id: ")
        buffer.writeString(requestID)
        buffer.writeStaticString("\r\n\r\n")
    }
}
