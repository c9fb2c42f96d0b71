/// A path as it may be logged: without its query, and without the token of a capability link.
struct RedactedPath {
    let text: String

    init(_ uri: String) {
        // The common case without taking anything apart: nothing to hide and nothing to cut.
        let bytes = uri.utf8
        if bytes.count <= 256, !Self.mayHoldToken(bytes),
            bytes.allSatisfy({ $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        {
            text = uri
            return
        }
        let path = uri.prefix { $0 != "?" && $0 != "#" }
        let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        if parts.count >= 2, parts[0] == "a" || parts[0] == "s" {
            text = "/\(parts[0])/<redacted>"
        } else {
            text = String(path.prefix(512))
        }
    }

    /// Whether the first letter of the path is one of those that capability links begin with.
    private static func mayHoldToken(_ path: String.UTF8View) -> Bool {
        let first = path.first { $0 != UInt8(ascii: "/") }
        return first == UInt8(ascii: "a") || first == UInt8(ascii: "s")
    }
}
