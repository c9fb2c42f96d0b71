/// What is an address of this machine alone.
enum LoopbackAddress {
    /// `127.0.0.0/8`, `::1` and `localhost`.
    static func isLoopback(host: String) -> Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The same for a `Host` field, with or without a port.
    static func isLoopback(authority: String) -> Bool {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return isLoopback(host: String(authority[authority.index(after: authority.startIndex)..<end]))
        }
        let host = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        return isLoopback(host: host.lowercased())
    }
}
