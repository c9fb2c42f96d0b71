/// Finds the references to other assets in stylesheets (`url(…)`, `@import "…"`) and ES modules (`import … from "…"`,
/// `import "…"`, `export … from "…"`, `import("…")`).
enum AssetReferences {
    /// A reference in the bytes of an asset.
    struct Reference {
        /// The bytes of the address, without quotation marks.
        var range: Range<Int>
        /// The asset it names, as a path below `templates/assets/`.
        var target: String
        var location: SourceLocation
    }

    /// In order of appearance. Addresses with a scheme, `data:` and fragments alone are not references.
    static func find(in source: AssetPipeline.Source) -> [Reference] {
        let starts: [[UInt8]]
        if source.path.hasSuffix(".css") {
            starts = ["url(", "@import "].map { Array($0.utf8) }
        } else if source.path.hasSuffix(".js") || source.path.hasSuffix(".mjs") {
            starts = ["from ", "import ", "import("].map { Array($0.utf8) }
        } else {
            return []
        }
        var references: [Reference] = []
        var index = 0
        while index < source.bytes.count {
            let rest = source.bytes[index...]
            guard let start = starts.first(where: { rest.starts(with: $0) }) else {
                index += 1
                continue
            }
            index += start.count
            guard let range = address(in: source.bytes, from: index), let target = target(of: range, in: source) else {
                continue
            }
            references.append(
                Reference(range: range, target: target, location: location(of: range.lowerBound, in: source)))
            index = range.upperBound
        }
        return references
    }

    /// The bytes of a quoted address, or of a bare one in `url(…)`.
    private static func address(in bytes: [UInt8], from start: Int) -> Range<Int>? {
        guard start < bytes.count else { return nil }
        let quote = bytes[start]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let end = bytes[(start + 1)...].firstIndex(of: quote) else { return nil }
            return (start + 1)..<end
        }
        guard bytes[..<start].hasSuffix("url(".utf8), let end = bytes[start...].firstIndex(of: UInt8(ascii: ")")) else {
            return nil
        }
        return start..<end
    }

    /// The path below `templates/assets/` that a relative or `/assets/…` address names, `nil` for foreign ones.
    private static func target(of range: Range<Int>, in source: AssetPipeline.Source) -> String? {
        let address = String(decoding: source.bytes[range], as: UTF8.self)
        if address.hasPrefix("/assets/") { return String(address.dropFirst("/assets/".count)) }
        let isModule = !source.path.hasSuffix(".css")
        if isModule, !address.hasPrefix("./"), !address.hasPrefix("../") { return nil }
        guard !address.isEmpty, !address.hasPrefix("#"), !address.hasPrefix("/"), !address.contains(":") else {
            return nil
        }
        var segments = source.path.split(separator: "/").dropLast().map(String.init)
        for segment in address.split(separator: "/") {
            if segment == ".." { _ = segments.popLast() } else if segment != "." { segments.append(String(segment)) }
        }
        return segments.joined(separator: "/")
    }

    private static func location(of index: Int, in source: AssetPipeline.Source) -> SourceLocation {
        let before = source.bytes[..<index]
        let line = before.reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return SourceLocation(source.file, line: line, column: index - lineStart + 1)
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ suffix: some Collection<UInt8>) -> Bool {
        count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix)
    }
}
