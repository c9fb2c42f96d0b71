import Core

/// Gives assets names that hold their content's hash, from the leaves up: a stylesheet that names a picture, or a
/// module that imports another, holds the other's hashed name and so gets its own hash after it.
struct AssetPipeline {
    /// An asset as it lies in `templates/assets/`.
    struct Source: Sendable {
        /// Path below the folder, with `/`.
        var path: String
        /// To show to the author.
        var file: String
        var bytes: [UInt8]
    }

    private let sources: [String: Source]
    private var finished: [String: AssetMap.Asset] = [:]
    private var underway: [String] = []
    private var diagnostics = Diagnostics()

    /// Publishes all assets.
    static func run(_ sources: [Source], into diagnostics: inout Diagnostics) -> AssetMap {
        var pipeline = AssetPipeline(sources: Dictionary(sources.map { ($0.path, $0) }) { first, _ in first })
        for source in sources { _ = pipeline.publish(source) }
        diagnostics.merge(pipeline.diagnostics)
        return AssetMap(assets: pipeline.finished)
    }

    private init(sources: [String: Source]) { self.sources = sources }

    private mutating func publish(_ source: Source) -> AssetMap.Asset {
        if let done = finished[source.path] { return done }
        underway.append(source.path)
        let bytes = rewritingReferences(of: source)
        underway.removeLast()
        let asset = AssetMap.Asset(
            path: "assets/" + Self.hashedName(source.path, hash: ContentDigest.sha256(bytes)), bytes: bytes,
            integrity: ContentDigest.integrity(bytes))
        finished[source.path] = asset
        return asset
    }

    /// `css/site.css` with hash `3f2a…` is `css/site.3f2a90c1d4e5.css`.
    private static func hashedName(_ path: String, hash: String) -> String {
        let short = hash.prefix(12)
        guard let dot = path.lastIndex(of: "."), dot > (path.lastIndex(of: "/") ?? path.startIndex) else {
            return "\(path).\(short)"
        }
        return "\(path[..<dot]).\(short)\(path[dot...])"
    }

    private mutating func rewritingReferences(of source: Source) -> [UInt8] {
        let references = AssetReferences.find(in: source)
        guard !references.isEmpty else { return source.bytes }
        var output: [UInt8] = []
        var copied = source.bytes.startIndex
        for reference in references {
            output += source.bytes[copied..<reference.range.lowerBound]
            output += replacement(of: reference, in: source)
            copied = reference.range.upperBound
        }
        return output + source.bytes[copied...]
    }

    private mutating func replacement(of reference: AssetReferences.Reference, in source: Source) -> [UInt8] {
        let original = Array(source.bytes[reference.range])
        guard let target = sources[reference.target] else {
            diagnostics.report(
                .missingAsset, at: reference.location, "there is no asset 'templates/assets/\(reference.target)'",
                help: NearestName.question(reference.target, among: sources.keys))
            return original
        }
        guard !underway.contains(target.path) else {
            diagnostics.report(
                .missingAsset, at: reference.location,
                "'\(source.path)' and '\(target.path)' need each other, so neither can hold the other's hash",
                help: "move what both need into a third file")
            return original
        }
        return Array(publish(target).url.utf8)
    }
}
