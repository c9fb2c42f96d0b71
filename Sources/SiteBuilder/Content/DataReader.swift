/// Reads `content/data/*.yaml` and `*.json`: what templates may use under `data.`.
struct DataReader {
    let folder: String

    /// The files' content by the name of each, and a key that changes with any of them.
    func read(_ files: [FileTree.Entry], into diagnostics: inout Diagnostics) -> (data: FieldNode, key: ContentKey) {
        var entries: [FieldNode.Entry] = []
        var builder = ContentKey.Builder()
        for file in files where file.path.hasPrefix("data/") && Self.isData(file.path) {
            let name = "\(folder)/\(file.path)"
            let stem = file.path.dropFirst("data/".count).split(separator: ".").first.map(String.init) ?? ""
            guard let bytes = try? DiskFile.read(name).bytes else {
                diagnostics.report(.unreadableFile, at: SourceLocation(name), "the file cannot be read")
                continue
            }
            builder.add(file.path)
            builder.add(bytes: bytes)
            if Slug.parse(stem.lowercased()) == nil || entries.contains(where: { $0.key == stem }) {
                diagnostics.report(
                    .invalidValue, at: SourceLocation(name),
                    "'\(stem)' must be another name: letters and digits, each once")
            }
            // JSON is YAML, as far as it is used here.
            let text = String(decoding: bytes, as: UTF8.self)
            guard let node = FrontMatter.node(text, file: name, into: &diagnostics) else { continue }
            entries.append(.init(key: stem, line: 0, column: 0, node: node))
        }
        return (FieldNode(value: .mapping(entries), line: 0, column: 0), builder.key)
    }

    private static func isData(_ path: String) -> Bool {
        [".yaml", ".yml", ".json"].contains { path.hasSuffix($0) } && !path.dropFirst("data/".count).contains("/")
    }
}
