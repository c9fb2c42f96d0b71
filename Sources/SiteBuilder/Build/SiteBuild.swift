import Core
import Foundation

/// A build from source to output, as a list of steps. Each step is a function over values; mistakes are collected
/// over all steps, and only a build without any of them writes.
struct SiteBuild: Sendable {
    let options: BuildOptions
    /// Called before each step with its name, for people who wait.
    let progress: @Sendable (String) -> Void

    /// Builds the site.
    ///
    /// - Throws: ``BuildFailure``: with all mistakes of the source, or when a folder cannot be read or written. The
    ///   output is then as it was.
    func run() async throws -> BuildReport {
        var diagnostics = Diagnostics()
        let publicFolder = OutputFolder(path: options.output, jobs: options.jobs)
        let privateFolder = OutputFolder(path: options.privateOutput, jobs: options.jobs)
        try publicFolder.checkOwnership()
        try privateFolder.checkOwnership()

        progress("Reading \(options.content)/")
        let source = try await readContent(into: &diagnostics)
        progress("Reading \(options.templates)/")
        let theme = try Theme.read(options.templates, into: &diagnostics)
        guard let source else { throw failure(diagnostics) }

        progress("Rendering Markdown")
        let texts = await renderTexts(source)
        progress("Measuring media")
        let media = try await MediaCollector(options: options).collect(source, texts: texts)
        let site = assemble(source, texts: texts, media: media, into: &diagnostics)

        // Cards with mistakes are missing from here on. The rest is rendered and checked all the same, so that one
        // run tells all mistakes; only broken templates leave nothing to look at.
        guard theme.isComplete else { throw failure(diagnostics) }
        progress("Rendering \(site.pages.count + site.publishedCards.count + site.tags.count) pages")
        let pages = await renderPages(site, theme: theme)
        progress("Checking links")
        let outputs = try SiteOutputs(site: site, theme: theme, media: media).make(pages, into: &diagnostics)
        await check(pages, of: site, outputs: outputs, source: source, theme: theme, into: &diagnostics)
        guard diagnostics.isEmpty else { throw failure(diagnostics) }

        progress("Writing \(options.output)/")
        let compressed = try await addSiblings(to: outputs.public)
        var changes = try await publicFolder.write(compressed)
        if !outputs.private.paths.isEmpty || privateFolder.exists {
            changes.add(try await privateFolder.write(outputs.private))
        }
        return BuildReport(
            pages: pages.count, cards: site.publishedCards.count, privateCards: site.privateCards.count,
            written: changes.written, unchanged: changes.unchanged, removed: changes.removed)
    }
}

// MARK: - Steps

extension SiteBuild {
    private func readContent(into diagnostics: inout Diagnostics) async throws -> SiteSource? {
        try await ContentReader(
            folder: options.content, displayName: options.content, includesDrafts: options.includesDrafts,
            includesFuture: options.includesFuture, today: options.today, jobs: options.jobs
        ).read(into: &diagnostics)
    }

    private func renderTexts(_ source: SiteSource) async -> SiteTexts {
        SiteTexts(
            pages: await parallelMap(source.pages.map(\.file), jobs: options.jobs, RenderedText.init),
            cards: await parallelMap(source.cards.map(\.file), jobs: options.jobs, RenderedText.init))
    }

    private func assemble(
        _ source: SiteSource, texts: SiteTexts, media: MediaLibrary, into diagnostics: inout Diagnostics
    ) -> Site {
        let assembler = CardAssembler(
            media: media, siteLanguage: source.settings.language,
            cards: Dictionary(source.cards.map { ($0.slug, $0) }) { first, _ in first }, broken: source.broken)
        var cards: [Site.Card] = []
        for (card, text) in zip(source.cards, texts.cards) {
            guard let row = assembler.assemble(card, text: text, into: &diagnostics) else { continue }
            cards.append(Site.Card(source: card, catalog: row, text: text))
        }
        cards.sort { ($1.source.date, $0.source.slug) < ($0.source.date, $1.source.slug) }
        for text in texts.pages { text.reportRawHTML(into: &diagnostics) }
        SettingsCheck(settings: source.settings, media: media).run(into: &diagnostics)
        return Site(
            settings: source.settings, baseURL: options.baseURL,
            pages: zip(source.pages, texts.pages).map { Site.Page(source: $0, text: $1) }, cards: cards)
    }

    private func renderPages(_ site: Site, theme: Theme) async -> [RenderedPage] {
        await parallelMap(PageComposer(site: site, assets: theme.assets).jobs(), jobs: options.jobs) { job in
            let bytes = theme.templates.render(job.view, layout: job.layout, content: job.content)
            return RenderedPage(job: job, bytes: bytes, scan: HTMLScan(bytes))
        }
    }

    private func check(
        _ pages: [RenderedPage], of site: Site, outputs: SiteOutputs.Trees, source: SiteSource, theme: Theme,
        into diagnostics: inout Diagnostics
    ) async {
        let unfinished = Set(source.cards.map(\.url)).subtracting(site.cards.map(\.source.url))
        let check = PageCheck(
            pages: pages, output: outputs.public, source: source, broken: source.broken.union(unfinished),
            templates: theme.sources)
        for mistakes in await parallelMap(pages, jobs: options.jobs, { check.check($0) }) {
            diagnostics.merge(mistakes)
        }
    }

    private func addSiblings(to tree: OutputTree) async throws -> OutputTree {
        var tree = tree
        var ignored = Diagnostics()
        let siblings = await parallelMap(tree.paths, jobs: options.jobs) { [tree] path in
            Result { () throws -> [(suffix: String, bytes: [UInt8])] in
                guard case .bytes(let bytes) = tree.files[path]?.content else { return [] }
                return try CompressedSiblings.make(of: bytes, path: path)
            }
        }
        for (path, made) in zip(tree.paths, siblings) {
            for sibling in try made.get() {
                tree.add(path + sibling.suffix, .bytes(sibling.bytes), from: SourceLocation(path), into: &ignored)
            }
        }
        return tree
    }

    private func failure(_ diagnostics: Diagnostics) -> BuildFailure {
        let printer = DiagnosticPrinter { file in
            FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
        }
        return .content(printer.describe(diagnostics.sorted))
    }
}

/// Rendered bodies, in the order of the source's pages and cards.
struct SiteTexts: Sendable {
    var pages: [RenderedText]
    var cards: [RenderedText]
}
