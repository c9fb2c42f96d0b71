import Foundation

/// Reads the content folder.
struct ContentReader: Sendable {
    var folder: String
    var includesDrafts: Bool
    var includesFuture: Bool
    var today: CalendarDay
    var jobs: Int
    /// Pages of an earlier build by path: a file with the same stamp is not read again.
    var known: [String: SourceRecord] = [:]
    /// The settings with which ``known`` was read: others may mean other keys.
    var knownSettings = ContentKey()

    /// All pages and cards; `nil` when the settings cannot be used.
    ///
    /// - Parameter files: the content folder's files.
    func read(_ files: [FileTree.Entry], into diagnostics: inout Diagnostics) async -> SiteSource? {
        let settings = readSettings(into: &diagnostics)
        let form = Form(taxonomies: settings?.taxonomies ?? ["tags"], languages: settings?.languages ?? [])
        let texts = files.filter { Self.isPage($0.path) }
        let known = settings?.key == knownSettings ? known : [:]
        let documents = await parallelMap(texts, jobs: jobs) { entry in
            readDocument(entry, known: known[entry.path], form: form)
        }
        guard let settings else {
            for (_, _, mistakes) in documents { diagnostics.merge(mistakes) }
            return nil
        }
        var source = SiteSource(settings: settings)
        for (file, (document, stamp, mistakes)) in zip(texts, documents) {
            diagnostics.merge(mistakes)
            switch document {
            case .page(let page):
                source.records[page.path] = SourceRecord(stamp: stamp, page: page)
                if isLeftOut(page.isDraft, page.date) {
                    source.leftOut.insert(page.url)
                } else {
                    source.pages.append(page)
                }
            case .card(let card):
                if isLeftOut(card.isDraft, card.date) {
                    source.leftOut.insert(card.url)
                } else if card.translation == nil {
                    source.cards.append(card)
                } else {
                    source.translatedCards.append(card)
                }
            case nil: source.broken.insert(PagePath(file.path, languages: form.languages).url)
            }
        }
        return source
    }

    /// Markdown, but not what is only included: files and folders whose names start with `_`.
    private static func isPage(_ path: String) -> Bool {
        path.hasSuffix(".md") && !path.hasPrefix("media/") && !path.hasPrefix("_") && !path.contains("/_")
    }

    /// What settings say of front matter and file names.
    private struct Form: Sendable {
        var taxonomies: [String]
        var languages: [String]
    }

    private enum Document: Sendable {
        case page(PageSource)
        case card(CardSource)
    }

    private func isLeftOut(_ isDraft: Bool, _ date: CalendarDay?) -> Bool {
        isDraft && !includesDrafts || !includesFuture && date.map { $0 > today } ?? false
    }

    private func readSettings(into diagnostics: inout Diagnostics) -> SiteSettings? {
        let name = "\(folder)/site.yaml"
        guard let bytes = try? DiskFile.read(name).bytes else {
            diagnostics.report(
                .unreadableFile, at: SourceLocation(name), "the file cannot be read",
                help: "it holds the site's title and navigation; docs/content.md lists its keys")
            return nil
        }
        let yaml = String(decoding: bytes, as: UTF8.self)
        guard var reader = FrontMatter.parse(yaml, file: name, lineOffset: 0, into: &diagnostics) else { return nil }
        var settings = SiteSettings(&reader)
        settings?.key = ContentKey.of(bytes: bytes)
        diagnostics.merge(reader.finish())
        return settings
    }

    private func readDocument(
        _ entry: FileTree.Entry, known: SourceRecord?, form: Form
    ) -> (Document?, FileStamp, Diagnostics) {
        var diagnostics = Diagnostics()
        if let known, known.stamp == entry.stamp {
            return (.page(known.page), known.stamp, diagnostics)
        }
        let name = "\(folder)/\(entry.path)"
        let bytes: [UInt8]
        let stamp: FileStamp
        do {
            (bytes, stamp) = try DiskFile.read(name)
        } catch {
            diagnostics.report(
                .unreadableFile, at: SourceLocation(name), "the file cannot be read: \(error.description)")
            return (nil, entry.stamp, diagnostics)
        }
        let file = SourceFile(name: name, path: entry.path, bytes: bytes)
        let document = document(file, form: form, into: &diagnostics)
        return (document, stamp, diagnostics)
    }

    private func document(
        _ file: SourceFile, form: Form, into diagnostics: inout Diagnostics
    ) -> Document? {
        guard let yaml = file.frontMatterBytes else {
            diagnostics.report(
                .missingFrontMatter, at: SourceLocation(file.name, line: 1, column: 1),
                "the file must start with front matter: keys and values between two lines of '---'")
            return nil
        }
        guard var reader = FrontMatter.parse(yaml, file: file.name, lineOffset: 1, into: &diagnostics) else {
            return nil
        }
        let stem = PagePath(file.path, languages: form.languages).stem
        let document: Document? =
            stem.hasPrefix("cards/") && stem != "cards/index"
            ? CardSource(file, &reader, languages: form.languages).map { .card($0) }
            : PageSource(file, &reader, taxonomies: form.taxonomies, languages: form.languages).map { .page($0) }
        diagnostics.merge(reader.finish())
        return document
    }
}
