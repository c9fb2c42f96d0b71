import Core
import NIOCore

/// A request as players and browsers send it for a file, read without NIO's HTTP codec.
///
/// Reads a strict subset of HTTP/1.1 (RFC 9112): a whole head in one piece, `GET` or `HEAD`, a path without escapes,
/// query or dot segments, one `Host`, no content, nothing that asks for more than an answer. Whatever is not exactly
/// that is no plain request, and goes the common way untouched; nothing is ever refused here.
struct PlainRequest: Equatable {
    var isHead: Bool
    /// Decoded and encoded at once, since it holds no escapes; begins with `/`.
    var path: String
    /// Fields that mean something for files or for the log, in their order.
    var fields: [Field] = []

    /// A header field.
    struct Field: Equatable {
        var name: PlainField
        var value: String
    }

    /// All lines of a field.
    subscript(name: PlainField) -> [String] {
        fields.contains { $0.name == name } ? fields.filter { $0.name == name }.map(\.value) : []
    }

    /// The first line of a field.
    func first(_ name: PlainField) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// All lines of the field with a name, as proxies' fields are asked for.
    func values(_ name: String) -> [String] {
        // Most requests have none of them.
        guard fields.contains(where: { $0.name.isFromProxy }) else { return [] }
        return switch name.lowercased() {
        case "x-forwarded-for": self[.xForwardedFor]
        case "x-forwarded-proto": self[.xForwardedProto]
        case "forwarded": self[.forwarded]
        case "x-origin-secret": self[.originSecret]
        default: []
        }
    }

    /// The fields that decide the form of an answer.
    var conditions: RequestConditions {
        var conditions = RequestConditions(isHead: isHead) { _ in [] }
        for field in fields {
            switch field.name {
            case .ifMatch: conditions.ifMatch.append(field.value)
            case .ifNoneMatch: conditions.ifNoneMatch.append(field.value)
            case .ifModifiedSince: conditions.ifModifiedSince.append(field.value)
            case .ifUnmodifiedSince: conditions.ifUnmodifiedSince.append(field.value)
            case .ifRange: conditions.ifRange.append(field.value)
            case .range: conditions.range.append(field.value)
            default: continue
            }
        }
        return conditions
    }

    /// Longer heads go the common way, which has the limits.
    static let maximumLength = 4096

    /// Reads a head at the beginning of a buffer and moves the reader behind it; when there is none, or another than a
    /// plain one, the buffer is left alone.
    init?(_ buffer: inout ByteBuffer) {
        guard
            let parsed = buffer.withUnsafeReadableBytes({ bytes in
                var reader = PlainRequestReader(
                    bytes: UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.maximumLength)))
                return reader.read()
            })
        else { return nil }
        self = parsed.request
        buffer.moveReaderIndex(forwardBy: parsed.length)
    }

    init(isHead: Bool, path: String, fields: [Field]) {
        self.isHead = isHead
        self.path = path
        self.fields = fields
    }
}

/// The fields that a plain request may carry and that are looked at.
enum PlainField: Equatable {
    case accept, acceptEncoding, forwarded, host, ifMatch, ifModifiedSince, ifNoneMatch, ifRange, ifUnmodifiedSince,
        originSecret
    case range, requestID, userAgent, xForwardedFor, xForwardedProto

    /// Whether proxies write it.
    var isFromProxy: Bool {
        switch self {
        case .forwarded, .originSecret, .xForwardedFor, .xForwardedProto: true
        default: false
        }
    }

    /// What a name means here.
    enum Meaning: Equatable {
        case field(PlainField)
        /// Says nothing about a file.
        case irrelevant
        /// Changes how the connection or the message is read: not plain.
        case forbidden
    }

    /// - Parameter name: in any case.
    static func meaning(of name: UnsafeRawBufferPointer) -> Meaning {
        switch name.count {
        case 2: matches(name, "te") ? .forbidden : .irrelevant
        case 4: matches(name, "host") ? .field(.host) : .irrelevant
        case 5: matches(name, "range") ? .field(.range) : .irrelevant
        case 6: matches(name, "expect") ? .forbidden : one(name, of: ("accept", .accept))
        case 7: matches(name, "upgrade") || matches(name, "trailer") ? .forbidden : .irrelevant
        case 8: one(name, of: ("if-match", .ifMatch), ("if-range", .ifRange))
        case 9: one(name, of: ("forwarded", .forwarded))
        case 10: matches(name, "connection") ? .forbidden : one(name, of: ("user-agent", .userAgent))
        case 12: one(name, of: ("x-request-id", .requestID))
        case 13: one(name, of: ("if-none-match", .ifNoneMatch))
        case 14: matches(name, "content-length") || matches(name, "http2-settings") ? .forbidden : .irrelevant
        case 15:
            one(
                name, of: ("accept-encoding", .acceptEncoding), ("x-forwarded-for", .xForwardedFor),
                ("x-origin-secret", .originSecret))
        case 16: matches(name, "proxy-connection") ? .forbidden : .irrelevant
        case 17:
            matches(name, "transfer-encoding")
                ? .forbidden
                : one(name, of: ("if-modified-since", .ifModifiedSince), ("x-forwarded-proto", .xForwardedProto))
        case 19: one(name, of: ("if-unmodified-since", .ifUnmodifiedSince))
        default: .irrelevant
        }
    }

    private static func one(_ name: UnsafeRawBufferPointer, of known: (StaticString, PlainField)...) -> Meaning {
        for (text, field) in known where matches(name, text) { return .field(field) }
        return .irrelevant
    }

    /// Whether a name of the same length is the text, which is in lower case.
    static func matches(_ name: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        for index in 0..<name.count where name[index] | 0x20 != text.utf8Start[index] {
            // Digits and `-` have the bit already.
            return false
        }
        return true
    }
}
