import Core
import NIOHTTP1

/// What NIO's decoder lets through and RFC 9112 does not; it refuses bare line feeds, folded fields, conflicting or
/// repeated lengths, and a length beside `Transfer-Encoding` by itself.
enum RequestRules {
    /// Why a request is refused, after which its connection is closed; `nil` when it keeps the rules.
    static func violation(of head: HTTPRequestHead) -> Problem? {
        let hosts = head.headers["Host"]
        if head.version.minor >= 1, hosts.isEmpty {
            return Problem(.badRequest, "The request names no host.")
        }
        // §3.2: more than one, or one that cannot be a host, could be read two ways by whoever stands in front.
        guard hosts.count <= 1, hosts.allSatisfy(isHost) else {
            return Problem(.badRequest, "The request's host cannot be read.")
        }
        // §6.1: a client that old cannot have meant it.
        if head.version.minor == 0, head.headers.contains(name: "Transfer-Encoding") {
            return Problem(.badRequest, "HTTP/1.0 has no transfer coding.")
        }
        return nil
    }

    /// Whether the client waits for a word before it sends the content (RFC 9110 §10.1.1).
    static func awaitsContinue(_ head: HTTPRequestHead) -> Bool {
        head.version.minor >= 1 && head.headers["Expect"].contains { $0.lowercased() == "100-continue" }
    }

    private static func isHost(_ text: String) -> Bool {
        text.utf8.count <= 512 && text.utf8.allSatisfy(isHostByte)
    }

    /// What `uri-host [ ":" port ]` may hold (RFC 3986 §3.2.2); it is empty when the target has no authority.
    static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~!$&'()*+,;=:%[]".utf8.contains(byte)
        }
    }
}
