/// Text of a server on its way to a person or a log: one line, without control characters, not long.
enum CleanText {
    static let longest = 300
    private static let longestRead = 16_384

    /// - Parameter secrets: what must not appear in it, whatever the server does.
    static func shortened(_ text: String, without secrets: [String] = []) -> String {
        var cleaned = String(text.prefix(longestRead))
        let isCut = cleaned.endIndex < text.endIndex
        for secret in secrets where !secret.isEmpty { cleaned = cleaned.replacing(secret, with: "…") }
        // The beginning of a secret may be left at the end of what was read.
        if isCut { cleaned = String(cleaned.dropLast(secrets.map(\.count).max() ?? 0)) }
        cleaned = String(cleaned.map { $0.isWhitespace || $0.unicodeScalars.contains(where: isControl) ? " " : $0 })
        return cleaned.count > longest ? cleaned.prefix(longest) + "…" : cleaned
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
    }
}
