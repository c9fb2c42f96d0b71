/// The templates folder, read: layouts, partials and published assets.
struct Theme: Sendable {
    var templates: TemplateLibrary
    var assets: AssetMap
    /// The templates' texts, to find the place of a mistake in a finished page.
    var sources: [TemplateLibrary.Source]
    /// Whether templates and assets are without mistakes, so that pages can be rendered.
    var isComplete: Bool

    /// Reads and checks a templates folder.
    ///
    /// - Throws: `BuildFailure` when the folder cannot be read.
    static func read(
        _ folder: String, data: (data: FieldNode, key: ContentKey), into diagnostics: inout Diagnostics
    ) throws -> Theme {
        let paths = try FileTree.files(in: folder)
        let before = diagnostics.all.count
        let assets = AssetPipeline.run(assetSources(paths, in: folder), into: &diagnostics)
        let sources = templateSources(paths, in: folder, into: &diagnostics)
        let templates = TemplateLibrary(
            sources, layouts: PageComposer.layouts, data: data, assets: assets, into: &diagnostics)
        return Theme(
            templates: templates, assets: assets, sources: sources, isComplete: diagnostics.all.count == before)
    }

    private static func assetSources(_ paths: [String], in folder: String) -> [AssetPipeline.Source] {
        paths.filter { $0.hasPrefix("assets/") }.compactMap { path in
            guard let data = try? DiskFile.read("\(folder)/\(path)").bytes else { return nil }
            return AssetPipeline.Source(
                path: String(path.dropFirst("assets/".count)), file: "\(folder)/\(path)", bytes: data)
        }
    }

    /// Layouts and partials share one name space, as swift-mustache has only one.
    private static func templateSources(
        _ paths: [String], in folder: String, into diagnostics: inout Diagnostics
    ) -> [TemplateLibrary.Source] {
        var sources: [TemplateLibrary.Source] = []
        for path in paths where path.hasSuffix(".mustache") {
            guard let data = try? DiskFile.read("\(folder)/\(path)").bytes else { continue }
            let name = (path.split(separator: "/").last ?? "").dropLast(".mustache".count)
            let file = "\(folder)/\(path)"
            if let other = sources.first(where: { $0.name == name }) {
                diagnostics.report(
                    .duplicateURL, at: SourceLocation(file), "'\(other.file)' already has the name '\(name)'")
            }
            sources.append(.init(name: String(name), file: file, text: String(decoding: data, as: UTF8.self)))
        }
        return sources
    }
}
