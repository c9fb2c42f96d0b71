import Foundation

/// Reads the content folder.
struct ContentReader: Sendable {
    var folder: String
    /// How the folder is called in messages: `content`.
    var displayName: String
    var includesDrafts: Bool
    var includesFuture: Bool
    var today: CalendarDay
    var jobs: Int

    /// All pages and cards; `nil` when the settings cannot be used.
    ///
    /// - Throws: `BuildFailure` when the folder cannot be read.
    func read(into diagnostics: inout Diagnostics) async throws -> SiteSource? {
        let settings = readSettings(into: &diagnostics)
        let paths = try FileTree.files(in: folder).filter { $0.hasSuffix(".md") && !$0.hasPrefix("media/") }
        let documents = await parallelMap(paths, jobs: jobs) { readDocument($0) }
        var pages: [PageSource] = []
        var cards: [CardSource] = []
        var leftOut: Set<String> = []
        var broken: Set<String> = []
        for (path, (document, mistakes)) in zip(paths, documents) {
            diagnostics.merge(mistakes)
            switch document {
            case .page(let page):
                if isLeftOut(page.isDraft, page.date) { leftOut.insert(page.url) } else { pages.append(page) }
            case .card(let card):
                if isLeftOut(card.isDraft, card.date) { leftOut.insert(card.url) } else { cards.append(card) }
            case nil: broken.insert(PageSource.url(of: path))
            }
        }
        return settings.map {
            SiteSource(settings: $0, pages: pages, cards: cards, leftOut: leftOut, broken: broken)
        }
    }

    private enum Document: Sendable {
        case page(PageSource)
        case card(CardSource)
    }

    private func isLeftOut(_ isDraft: Bool, _ date: CalendarDay?) -> Bool {
        isDraft && !includesDrafts || !includesFuture && date.map { $0 > today } ?? false
    }

    private func readSettings(into diagnostics: inout Diagnostics) -> SiteSettings? {
        let name = "\(displayName)/site.yaml"
        guard let data = FileManager.default.contents(atPath: folder + "/site.yaml") else {
            diagnostics.report(
                .unreadableFile, at: SourceLocation(name), "the file cannot be read",
                help: "it holds the site's title and navigation; docs/content.md lists its keys")
            return nil
        }
        let yaml = String(decoding: data, as: UTF8.self)
        guard var reader = FrontMatter.parse(yaml, file: name, lineOffset: 0, into: &diagnostics) else { return nil }
        let settings = SiteSettings(&reader)
        diagnostics.merge(reader.finish())
        return settings
    }

    private func readDocument(_ path: String) -> (Document?, Diagnostics) {
        var diagnostics = Diagnostics()
        let name = "\(displayName)/\(path)"
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
            diagnostics.report(.unreadableFile, at: SourceLocation(name), "the file cannot be read")
            return (nil, diagnostics)
        }
        let file = SourceFile(name: name, path: path, bytes: [UInt8](data))
        guard let yaml = file.frontMatter else {
            diagnostics.report(
                .missingFrontMatter, at: SourceLocation(name, line: 1, column: 1),
                "the file must start with front matter: keys and values between two lines of '---'")
            return (nil, diagnostics)
        }
        guard var reader = FrontMatter.parse(yaml, file: name, lineOffset: 1, into: &diagnostics) else {
            return (nil, diagnostics)
        }
        let document: Document? =
            path.hasPrefix("cards/") && path != "cards/index.md"
            ? CardSource(file, &reader).map { .card($0) } : PageSource(file, &reader).map { .page($0) }
        diagnostics.merge(reader.finish())
        return (document, diagnostics)
    }
}
