/// Puts a head together from the lines that libcurl hands over one by one.
struct ResponseHeadParser {
    enum Event: Equatable {
        case none
        case head(HTTPResponseHead)
        case tooLarge
    }

    private var head: HTTPResponseHead?
    private var isComplete = false
    private var bytes = 0

    /// Takes one line with its line break. Interim responses (1xx) and trailers are read over; all of them count
    /// towards the limit.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Event {
        self.bytes += bytes.count
        guard self.bytes <= HTTPTransport.maximumHeaderBytes else { return .tooLarge }
        guard !isComplete else { return .none }
        let line = bytes.trimmingBlanks
        guard !line.isEmpty else { return endOfHead() }
        if head == nil, line.starts(with: "HTTP/".utf8) {
            head = Self.statusLine(line)
        } else if let first = bytes.first, first == 0x20 || first == 0x09 {
            head?.headers.continueLast(with: String(decoding: line, as: UTF8.self))
        } else if let colon = line.firstIndex(of: 0x3A) {
            let value = UnsafeRawBufferPointer(rebasing: line[(colon + 1)...]).trimmingBlanks
            head?.headers.add(
                String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self))
        }
        return .none
    }

    private mutating func endOfHead() -> Event {
        guard let head else { return .none }
        guard head.status >= 200 else {
            self.head = nil
            return .none
        }
        isComplete = true
        return .head(head)
    }

    /// `HTTP/1.1 200 OK`: libcurl has refused what does not start like this.
    private static func statusLine(_ line: Slice<UnsafeRawBufferPointer>) -> HTTPResponseHead {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        let status = words.count > 1 ? Int(words[1]) ?? 0 : 0
        return HTTPResponseHead(status: status, version: String(words[0].dropFirst(5)), headers: [:])
    }
}

extension UnsafeRawBufferPointer {
    /// Without blanks and line breaks at either end.
    fileprivate var trimmingBlanks: Slice<UnsafeRawBufferPointer> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return self[0..<0]
        }
        return self[first...last]
    }
}
