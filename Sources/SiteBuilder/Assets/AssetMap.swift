/// The assets under their published names.
struct AssetMap: Sendable {
    /// By path below `templates/assets/`: `css/site.css`.
    var assets: [String: Asset]

    /// One asset: a file whose name holds its content's hash.
    struct Asset: Sendable {
        /// Path in the output: `assets/css/site.3f2a90c1d4e5.css`.
        var path: String
        var bytes: [UInt8]
        /// Subresource Integrity value.
        var integrity: String

        var url: String { "/" + path }
    }

    /// Replaces each quoted `/assets/<path>` of a template by the published address, and adds `integrity` where a
    /// browser checks it: scripts, stylesheets and module preloads.
    func rewriting(_ text: String, file: String, into diagnostics: inout Diagnostics) -> String {
        var output = ""
        var rest = Substring(text)
        while let found = rest.firstRange(of: "\"/assets/") {
            let pathStart = found.upperBound
            guard let end = rest[pathStart...].firstIndex(where: { $0 == "\"" || $0 == "#" || $0 == "?" }) else {
                break
            }
            let path = String(rest[pathStart..<end])
            output += rest[..<found.lowerBound]
            if let asset = assets[path] {
                output += "\"\(asset.url)"
                let close = rest[end...].firstIndex(of: "\"") ?? end
                output += rest[end...close]
                if Self.takesIntegrity(tagBefore: output, path: path) {
                    output += " integrity=\"\(asset.integrity)\""
                }
                rest = rest[rest.index(after: close)...]
            } else {
                diagnostics.report(
                    .missingAsset, at: Self.location(of: text.index(after: found.lowerBound), in: text, file: file),
                    "there is no asset 'templates/assets/\(path)'", help: NearestName.question(path, among: assets.keys)
                )
                output += rest[found.lowerBound..<end]
                rest = rest[end...]
            }
        }
        return output + rest
    }

    /// Whether the tag that is being written is one whose integrity browsers check.
    private static func takesIntegrity(tagBefore output: String, path: String) -> Bool {
        guard path.hasSuffix(".js") || path.hasSuffix(".css"), let start = output.lastIndex(of: "<") else {
            return false
        }
        let tag = output[start...]
        if tag.hasPrefix("<script") { return true }
        return tag.hasPrefix("<link") && (tag.contains("stylesheet") || tag.contains("modulepreload"))
    }

    /// Line and column of an index of a text.
    static func location(of index: String.Index, in text: String, file: String) -> SourceLocation {
        let before = text[..<index]
        let line = before.reduce(1) { $1.isNewline ? $0 + 1 : $0 }
        let column = before.reversed().prefix { !$0.isNewline }.count + 1
        return SourceLocation(file, line: line, column: column)
    }
}
