import Core
import Foundation

/// A site that was read and laid out, ready to be made.
struct PageBuild: Sendable {
    let options: BuildOptions
    let source: SiteSource
    let site: Site
    let theme: Theme
    let jobs: [PageJob]
    let files: [SiteFiles.File]
    let book: AddressBook
    private let collector: MediaCollector
    private let media: MediaLibrary
    private let shortcodes: ShortcodeExpander
    /// URLs of pages and cards whose own mistakes are told.
    private let broken: Set<String>
    /// Mistakes so far.
    private let diagnostics: Diagnostics

    /// What was made.
    struct Made: Sendable {
        /// The public output's files by path.
        var files: [String: OutputRecord] = [:]
        var media = MediaSorting.Files()
        var library: MediaLibrary
        /// Findings that a site can be published with.
        var warnings: [Diagnostic] = []
    }

    /// Reads content and templates and decides which pages there will be.
    ///
    /// - Throws: ``BuildFailure`` when there is nothing to make pages of.
    static func plan(
        _ options: BuildOptions, files: [FileTree.Entry], cache: BuildCache, progress: @Sendable (String) -> Void
    ) async throws -> PageBuild {
        var diagnostics = Diagnostics()
        progress("Reading \(options.content)/")
        let source = await ContentReader(
            folder: options.content, includesDrafts: options.includesDrafts, includesFuture: options.includesFuture,
            today: options.today, jobs: options.jobs, known: cache.pages, knownSettings: cache.settings
        ).read(files, into: &diagnostics)
        progress("Reading \(options.templates)/")
        let data = DataReader(folder: options.content).read(files, into: &diagnostics)
        let theme = try Theme.read(options.templates, data: data, into: &diagnostics)
        guard let source else { throw BuildFailure(diagnostics) }
        let allCards = source.cards + source.translatedCards
        let cardTexts = await parallelMap(allCards.map(\.file), jobs: options.jobs) { file in
            RenderedText(file, smartPunctuation: source.settings.smartPunctuation)
        }
        progress("Measuring media")
        let collector = MediaCollector(
            options: options, existing: files.map(\.path).filter { $0.hasPrefix("media/") }, known: cache.media)
        let media = await collector.collect(source, cardTexts: cardTexts)
        let cards = assemble(source, texts: cardTexts, media: media, into: &diagnostics)
        SettingsCheck(settings: source.settings, media: media, file: "\(options.content)/site.yaml")
            .run(hasCards: !source.cards.isEmpty, into: &diagnostics)
        // Cards with mistakes are missing from here on. The rest is made and checked all the same, so that one run
        // tells all mistakes; only broken templates leave nothing to look at.
        guard theme.isComplete else { throw BuildFailure(diagnostics) }
        let site = Site(
            settings: source.settings, baseURL: options.baseURL, pages: source.pages,
            cards: cards.filter { $0.source.translation == nil },
            translations: cards.filter { $0.source.translation != nil })
        let unfinished = Set(allCards.map(\.url)).subtracting(cards.map(\.source.url))
        let build = PageBuild(
            options: options, source: source, site: site, theme: theme, collector: collector, media: media,
            broken: source.broken.union(unfinished), diagnostics: diagnostics)
        guard build.jobs.allSatisfy({ theme.templates.has($0.layout) }) else { throw BuildFailure(build.diagnostics) }
        return build
    }

    private init(
        options: BuildOptions, source: SiteSource, site: Site, theme: Theme, collector: MediaCollector,
        media: MediaLibrary, broken: Set<String>, diagnostics: Diagnostics
    ) {
        var diagnostics = diagnostics
        var book = AddressBook()
        let jobs = PageComposer(site: site, theme: theme).jobs()
        shortcodes = ShortcodeExpander(
            site: site, inspector: MediaInspector(folder: options.content, known: media.records))
        let files = SiteFiles(site: site, theme: theme, shortcodes: shortcodes).all()
        for job in jobs {
            book.add(job.outputPath, from: SourceLocation("\(options.content)/\(job.origin)"), into: &diagnostics)
        }
        for file in files { book.add(file.path, from: file.origin, into: &diagnostics) }
        for layout in Set(jobs.map(\.layout)).sorted() where !theme.templates.has(layout) {
            let file = "\(options.templates)/layouts/\(layout).mustache"
            diagnostics.report(.unknownLayout, at: SourceLocation(file), "the layout '\(layout)' does not exist")
        }
        (self.options, self.source, self.site, self.theme, self.jobs) = (options, source, site, theme, jobs)
        (self.files, self.book, self.collector, self.media) = (files, book, collector, media)
        (self.broken, self.diagnostics) = (broken, diagnostics)
    }

    private static func assemble(
        _ source: SiteSource, texts: [RenderedText], media: MediaLibrary, into diagnostics: inout Diagnostics
    ) -> [Site.Card] {
        let assembler = CardAssembler(
            media: media, siteLanguage: source.settings.language,
            cards: Dictionary(source.cards.map { ($0.slug, $0) }) { first, _ in first }, broken: source.broken)
        var cards: [Site.Card] = []
        for (card, text) in zip(source.cards + source.translatedCards, texts) {
            guard let row = assembler.assemble(card, text: text, into: &diagnostics) else { continue }
            cards.append(Site.Card(source: card, catalog: row, text: text))
        }
        return cards.sorted { ($1.source.date, $0.source.slug) < ($0.source.date, $1.source.slug) }
    }
}

// MARK: - Making

extension PageBuild {
    /// Makes everything into the stage.
    ///
    /// - Throws: ``BuildFailure`` with all mistakes.
    func make(
        into stage: OutputStage, cache: BuildCache, progress: @Sendable (String) -> Void
    ) async throws -> Made {
        progress("Rendering \(jobs.count) pages")
        var diagnostics = diagnostics
        let publisher = FilePublisher(stage: stage, compresses: options.compresses)
        let addresses = book.fingerprints
        let renderer = PageRenderer(
            options: options, smartPunctuation: site.settings.smartPunctuation, templates: theme.templates,
            shortcodes: shortcodes, addresses: addresses, publisher: publisher,
            makesAll: book.lacks(any: cache.public.keys))
        let outcomes = try await makePages(renderer, into: &diagnostics)
        progress("Checking links")
        await checkLinks(outcomes, renderer, into: &diagnostics)

        var made = Made(library: media)
        made.library = await collector.adding(Set(outcomes.flatMap { $0.media.map(\.value) }), to: media)
        made.media = MediaSorting(site: site, media: made.library, named: outcomes.flatMap(\.media))
            .run(into: &diagnostics)
        reportEmptyLists(into: &diagnostics)
        guard !diagnostics.areFatal(warningsAsErrors: options.warningsAsErrors) else {
            throw BuildFailure(diagnostics)
        }
        made.warnings = diagnostics.sorted

        for (job, outcome) in zip(jobs, outcomes) {
            made.files[job.outputPath] = outcome.record
            for sibling in outcome.siblings { made.files[sibling.path] = sibling.record }
        }
        let results = await parallelMap(files, jobs: options.jobs) { file in
            Result { try publisher.publish(file.path, try file.make()) }
        }
        for (file, result) in zip(files, results) {
            let (record, siblings) = try result.get()
            made.files[file.path] = record
            for sibling in siblings { made.files[sibling.path] = sibling.record }
        }
        for file in made.media.public { made.files[file.path] = try stage.copy(file) }
        return made
    }

    private func reportEmptyLists(into diagnostics: inout Diagnostics) {
        for (index, members) in site.pages.listed.sorted(by: { $0.key < $1.key }) where members.isEmpty {
            let page = site.pages.pages[index]
            diagnostics.report(
                .emptyList, at: SourceLocation("\(options.content)/\(page.path)"),
                "the list '\(page.url)' has no pages",
                help: "a list shows pages of layout 'page' in its folder and below")
        }
    }

    private func makePages(
        _ renderer: PageRenderer, into diagnostics: inout Diagnostics
    ) async throws -> [PageRenderer.Outcome] {
        let results = await parallelMap(jobs, jobs: options.jobs) { job in Result { try renderer.run(job) } }
        var outcomes: [PageRenderer.Outcome] = []
        outcomes.reserveCapacity(results.count)
        for result in results {
            let outcome = try result.get()
            diagnostics.merge(outcome.diagnostics)
            outcomes.append(outcome)
        }
        return outcomes
    }

    /// Links whose address is unknown, and links to anchors that are nowhere; kept pages too, since what they lead to
    /// may have changed.
    private func checkLinks(
        _ outcomes: [PageRenderer.Outcome], _ renderer: PageRenderer, into diagnostics: inout Diagnostics
    ) async {
        var anchors: [UInt64: [UInt64]] = [:]
        anchors.reserveCapacity(jobs.count)
        for (job, outcome) in zip(jobs, outcomes) {
            anchors[PageScan.fingerprint(job.url)] = outcome.record?.page?.anchors
        }
        // Addresses that are no pages have no anchors that could be missing.
        func isMissing(_ reference: PageScan.AnchorReference) -> Bool {
            anchors[reference.page].map { !$0.contains(reference.anchor) } ?? false
        }
        var report: LinkReport?
        for (job, outcome) in zip(jobs, outcomes) {
            let isLost = outcome.record?.page?.anchorReferences.contains(where: isMissing) ?? false
            guard isLost || !outcome.suspects.isEmpty || !outcome.inlineCode.isEmpty else { continue }
            let explainer =
                report
                ?? LinkReport(
                    jobs: jobs, renderer: renderer, book: book, source: source, broken: broken,
                    templates: theme.sources)
            report = explainer
            explainer.explain(outcome.suspects, inlineCode: outcome.inlineCode, on: job, into: &diagnostics)
            if isLost { explainer.explainAnchors(on: job, into: &diagnostics) }
        }
    }
}
