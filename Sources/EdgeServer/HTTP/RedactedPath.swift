/// A path as it may be logged: without its query, and without the token of a capability link.
struct RedactedPath {
    let text: String

    init(_ uri: String) {
        let path = uri.prefix { $0 != "?" && $0 != "#" }
        let parts = path.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        if parts.count >= 2, parts[0] == "a" || parts[0] == "s" {
            text = "/\(parts[0])/<redacted>"
        } else {
            text = String(path.prefix(512))
        }
    }
}
