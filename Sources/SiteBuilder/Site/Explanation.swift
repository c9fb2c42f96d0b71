/// Where something of the site comes from.
struct Explanation: Codable, Equatable, CustomStringConvertible {
    /// As it was asked for.
    var url: String
    /// Path in the output.
    var file: String
    /// What it is made from: a Markdown file, or what else it was.
    var source: String
    /// For pages.
    var layout: String?
    /// Templates that are in the layout, for pages.
    var templates: [String]
    /// Whether the next build keeps the page if nothing of it changed, for pages.
    var isRemembered: Bool?

    /// `nil` when nothing is at the address.
    init?(of url: String, in build: PageBuild) {
        let asked = url.hasPrefix("/") ? url : "/" + url
        let found =
            build.jobs.first { $0.url == asked } ?? build.jobs.first { $0.url == asked + "/" }
            ?? build.jobs.first { "/" + $0.outputPath == asked }
        self.url = asked
        if let found {
            file = found.outputPath
            source =
                found.origin.hasPrefix("/") ? "the words of the taxonomy" : "\(build.options.content)/\(found.origin)"
            layout = "\(build.options.templates)/layouts/\(found.layout).mustache"
            let used = build.theme.templates.names(in: found.layout)
            templates = build.theme.sources.filter { used.contains($0.name) }.map(\.file)
            isRemembered = found.key != nil
            return
        }
        let file = String(asked.dropFirst())
        self.file = file
        templates = []
        if let made = build.files.first(where: { $0.path == file }) {
            source = made.origin.file == "site-builder" ? "the whole site" : made.origin.file
            if let asset = build.theme.assets.assets.first(where: { $0.value.path == file }) {
                source = "\(build.options.templates)/assets/\(asset.key)"
            }
        } else if FileStamp(path: "\(build.options.content)/\(file)") != nil, file.hasPrefix("media/") {
            source = "\(build.options.content)/\(file)"
        } else {
            return nil
        }
    }

    var description: String {
        var rows = [("file", file), ("made from", source)]
        if let layout { rows.append(("layout", layout)) }
        if !templates.isEmpty { rows.append(("templates", templates.joined(separator: "\n            "))) }
        if let isRemembered {
            rows.append(
                ("remembered", isRemembered ? "yes: kept while nothing of it changes" : "no: made by every build"))
        }
        return rows.map { "\($0.0.padded(to: 12))\($0.1)" }.joined(separator: "\n")
    }
}
