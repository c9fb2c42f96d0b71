/// Who may import what: the table of the house. A new line here is a decision about the design, not a fix of a test.
///
/// The longest folder that contains a file counts. A folder that is not listed may import nothing.
enum ImportTable {
    /// What every room may use of the platform. `FoundationEssentials` is not here: it answers UTC to every time zone.
    static let everywhere: Set<String> = ["Foundation", "Synchronization", "Dispatch"]

    static let rooms: [String: Set<String>] = [
        "Sources/Core": core,
        "Sources/SiteBuilder": siteBuilder,
        "Sources/SiteBuilder/Serve": siteBuilder.union([
            "Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOCore", "ServiceLifecycle", "UnixSignals",
        ]),
        "Sources/EdgeServer": edge,
        // One call, malloc_trim, needs no wrapper.
        "Sources/EdgeServer/Metrics": edge.union(["CMalloc"]),
        "Sources/EdgeServer/Persistence/SQLite": edge.union(["GRDB"]),
        "Sources/YotoSimulator": [
            // CryptoExtras makes the RSA key that JWTKit signs with.
            "Core", "MQTT", "ArgumentParser", "Crypto", "CryptoExtras", "Hummingbird", "HummingbirdCore", "HTTPTypes",
            "JWTKit", "Logging", "NIOCore", "NIOPosix", "NIOHTTP1", "ServiceLifecycle", "UnixSignals", "HTTPClient",
            "NIOSSL", "NIOTLS", "NIOWebSocket",
        ],
        // A wrapper knows its own C module, no other wrapper, and nothing of cards or players.
        "Sources/Markdown": ["CCmarkGFM", "Logging"],
        "Sources/Compression": ["CZlib", "CBrotli", "Logging"],
        "Sources/HTTPClient": ["CCurl", "Logging"],
        "Sources/MQTT": ["CMosquitto", "Logging", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOSSL", "NIOWebSocket"],
    ]

    private static let core: Set<String> = ["HTTPClient", "Crypto", "CryptoExtras", "Logging"]

    private static let siteBuilder: Set<String> = [
        "Core", "Markdown", "Compression", "HTTPClient", "ArgumentParser", "Crypto", "Logging", "Yams",
    ]

    private static let edge: Set<String> = [
        "Core", "HTTPClient", "MQTT", "ArgumentParser", "Configuration", "Crypto", "CryptoExtras", "HTTPTypes",
        "Hummingbird", "HummingbirdCore", "Logging", "Metrics", "NIOCore", "NIOHTTP1", "NIOHTTPTypes",
        "NIOHTTPTypesHTTP1", "NIOPosix",
        "ServiceLifecycle", "Subprocess", "UnixSignals",
    ]

    /// Inside Core: which folders a folder may name types of. Folders form a ladder without circles.
    static let ladder: [String: Set<String>] = [
        "Support": [],
        "MP3": ["Support"],
        "ByteRanges": ["Support"],
        "Hosting": ["Support"],
        "AWS": ["Support"],
        "Yoto": ["Support"],
        "Forwarding": ["Support"],
        "Catalog": ["Support", "MP3", "ByteRanges", "Hosting", "AWS", "Yoto"],
    ]

    /// What a file may import, `nil` when its folder is in no room.
    static func allowed(for path: String) -> Set<String>? {
        let room = rooms.keys.filter { path.hasPrefix($0 + "/") }.max { $0.count < $1.count }
        return room.flatMap { rooms[$0] }?.union(everywhere)
    }
}
