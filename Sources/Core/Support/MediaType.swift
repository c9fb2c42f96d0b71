/// The media types we serve, by file extension: our own table, since a machine's `mime.types` and content
/// sniffing type the same file differently on different machines, and `nosniff` makes browsers refuse the result.
package enum MediaType {
    /// The value of `Content-Type` for a file name or path, `application/octet-stream` when the extension is unknown.
    package static func of(path: some StringProtocol) -> String {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return fallback }
        return byExtension[name[name.index(after: dot)...].lowercased()] ?? fallback
    }

    /// Whether a text coding (gzip, brotli) makes the type smaller: that of text, JSON, XML and SVG, not of audio and
    /// pictures.
    package static func isCompressible(_ type: String) -> Bool {
        type.hasPrefix("text/") || type.contains("json") || type.contains("xml") || type.contains("javascript")
    }

    private static let fallback = "application/octet-stream"

    private static let byExtension: [String: String] = [
        "html": "text/html; charset=utf-8",
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "mjs": "text/javascript; charset=utf-8",
        "txt": "text/plain; charset=utf-8",
        "md": "text/markdown; charset=utf-8",
        "vtt": "text/vtt; charset=utf-8",
        "json": "application/json",
        "webmanifest": "application/manifest+json",
        "xml": "application/xml",
        "rss": "application/rss+xml; charset=utf-8",
        "atom": "application/atom+xml; charset=utf-8",
        "svg": "image/svg+xml",
        "png": "image/png",
        "jpg": "image/jpeg",
        "jpeg": "image/jpeg",
        "gif": "image/gif",
        "webp": "image/webp",
        "avif": "image/avif",
        "ico": "image/x-icon",
        "woff2": "font/woff2",
        "mp3": "audio/mpeg",
        "m3u8": "application/vnd.apple.mpegurl; charset=utf-8",
        "m4a": "audio/mp4",
        "aac": "audio/aac",
        "ogg": "audio/ogg",
        "opus": "audio/ogg",
        "flac": "audio/flac",
        "wav": "audio/wav",
        "weba": "audio/webm",
        "webm": "video/webm",
        "mp4": "video/mp4",
        "pdf": "application/pdf",
    ]
}
