import Core

/// The target of a request, taken apart once and trusted afterwards (RFC 9112 §3.2, RFC 3986 §3.3).
struct RequestTarget: Equatable, Sendable {
    /// The path as it was sent, still encoded; begins with `/`. What routing and redirects use.
    var rawPath: String
    /// After `?`, as sent; `nil` without one.
    var query: String?
    /// The decoded segments of the path; the last is empty when the path ends in `/`.
    var segments: [String]

    /// The decoded path.
    var path: String { "/" + segments.joined(separator: "/") }

    /// Longer targets are answered with 414. Ours are at most a few hundred bytes.
    static let maximumLength = 8 * 1024

    /// Reads an origin-form or absolute-form target.
    ///
    /// Escapes are decoded exactly once. What could mean another file than it says is refused, not repaired: NUL, `\`,
    /// an encoded `/`, and segments that are `.` or `..`, which clients resolve before they send (RFC 3986 §5.2.4).
    ///
    /// - Throws: `Problem` with `uriTooLong` or `badRequest`.
    init(parsing uri: String) throws(Problem) {
        guard uri.utf8.count <= Self.maximumLength else { throw Problem(.uriTooLong) }
        let origin = Self.withoutAuthority(uri)
        rawPath = Self.rawPath(of: origin)
        query = origin.firstIndex(of: "?").map { String(origin[origin.index(after: $0)...]) }
        guard rawPath.hasPrefix("/") else { throw Problem(.badRequest, "The address must begin with a slash.") }
        segments = []
        for segment in rawPath.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            segments.append(try Self.decode(segment))
        }
    }

    /// Of a path that holds no escapes, no dot segments and no query (``PlainRequest``).
    init(plain path: String) {
        rawPath = path
        query = nil
        segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }

    /// What comes before the query. A fragment is no part of a target; one that was sent is dropped (RFC 3986 §3.5).
    static func rawPath(of uri: some StringProtocol) -> String {
        String(uri.prefix { $0 != "?" && $0 != "#" })
    }

    /// `http://host:1/x` is `/x` (RFC 9112 §3.2.2).
    private static func withoutAuthority(_ uri: String) -> Substring {
        for scheme in ["http://", "https://"] where uri.lowercased().hasPrefix(scheme) {
            let rest = uri.dropFirst(scheme.count)
            guard let end = rest.firstIndex(where: { $0 == "/" || $0 == "?" }) else { return "/" }
            return rest[end] == "/" ? rest[end...] : "/" + rest[end...]
        }
        return uri[...]
    }

    private static func decode(_ segment: Substring) throws(Problem) -> String {
        var bytes: [UInt8] = []
        var rest = Array(segment.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                throw Problem(.badRequest, "The address holds a broken escape.")
            }
            bytes.append(high << 4 | low)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(.badRequest, "The address is not UTF-8.")
        }
        guard text != ".", text != "..", !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || "/\\".utf8.contains($0) })
        else { throw Problem(.badRequest, "The address holds what an address must not.") }
        return text
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(UnicodeScalar(byte)).hexDigitValue.map(UInt8.init)
    }
}

extension RequestTarget {
    /// The decoded path encoded again, so that it can stand in a `Location` whatever was sent.
    var encodedPath: String { "/" + segments.map(Self.encode).joined(separator: "/") }

    /// Everything but RFC 3986's unreserved characters and a few harmless ones.
    private static func encode(_ segment: String) -> String {
        var text = ""
        for byte in segment.utf8 {
            let character = Character(UnicodeScalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || "-._~!$&'()*+,;=:@".contains(character) {
                text.append(character)
            } else {
                text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return text
    }
}
