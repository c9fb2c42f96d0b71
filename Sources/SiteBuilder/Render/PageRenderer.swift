import Markdown

/// Makes one page after the other: reads its text, renders it, looks through it, hands it on. Nothing of a page is kept
/// but its fingerprints.
struct PageRenderer: Sendable {
    let options: BuildOptions
    let smartPunctuation: Bool
    let templates: TemplateLibrary
    let shortcodes: ShortcodeExpander
    /// Fingerprints of every URL path that the site answers.
    let addresses: Set<UInt64>
    let publisher: FilePublisher
    /// Whether every page is made, even if nothing it is made from has changed.
    let makesAll: Bool

    /// What came of a page.
    struct Outcome: Sendable {
        /// `nil` when the page could not be made.
        var record: OutputRecord?
        /// Its `.br` and `.gz`.
        var siblings: [(path: String, record: OutputRecord)] = []
        var diagnostics = Diagnostics()
        /// References that seem to lead nowhere.
        var suspects: [String] = []
        /// Tags that the pages' Content-Security-Policy would block.
        var inlineCode: [String] = []
        /// Media that the text names.
        var media: [Located<String>] = []
        /// The page is as the former build left it, so it was not made again.
        var isKept = false
    }

    /// Makes a page, or keeps it.
    ///
    /// - Throws: `BuildFailure.environment` when the output folder cannot be written.
    func run(_ job: PageJob) throws -> Outcome {
        let path = job.outputPath
        if !makesAll, let key = job.key, let kept = publisher.kept(path, key: key) {
            var outcome = Outcome(record: kept.record, siblings: kept.siblings, isKept: true)
            outcome.media = (kept.record.page?.media ?? []).map {
                Located(value: $0, location: SourceLocation(name(job)))
            }
            return outcome
        }
        var outcome = Outcome()
        let text: RenderedText?
        do {
            text = try self.text(of: job)
        } catch {
            outcome.diagnostics.report(.unreadableFile, at: SourceLocation(name(job)), error.description)
            return outcome
        }
        let expansion = text.map(shortcodes.expand)
        let bytes = templates.render(job.view(text), layout: job.layout, content: expansion?.html ?? [])
        let scan = PageScan.scan(bytes, url: job.url, addresses: addresses)
        outcome.suspects = scan.suspects
        outcome.inlineCode = scan.inlineCode
        if let text { examine(text, of: job, into: &outcome) }
        outcome.media += expansion?.media ?? []
        outcome.diagnostics.merge(expansion?.diagnostics ?? Diagnostics())
        var (record, siblings) = try publisher.publish(path, bytes)
        record.page = PageFacts(
            // A page with findings is made anew until it has none, so that they are told each time.
            key: outcome.diagnostics.isEmpty ? job.key : nil, anchors: scan.anchors,
            anchorReferences: scan.anchorReferences,
            media: outcome.media.map(\.value))
        outcome.record = record
        outcome.siblings = siblings
        return outcome
    }

    /// A page's text, read again.
    func text(of job: PageJob) throws(Unreadable) -> RenderedText? {
        switch job.body {
        case .none: return nil
        case .card(let text): return text
        case .page(let page):
            let file: SourceFile
            do {
                let bytes = try DiskFile.read("\(options.content)/\(page.path)").bytes
                file = SourceFile(name: "\(options.content)/\(page.path)", path: page.path, bytes: bytes)
            } catch {
                throw Unreadable(description: "the file cannot be read: \(error.description)")
            }
            guard file.key == page.key else {
                throw Unreadable(description: "the file changed while the site was built; build again")
            }
            return RenderedText(file, smartPunctuation: smartPunctuation)
        }
    }

    /// Why a page's text is not there.
    struct Unreadable: Error {
        var description: String
    }

    private func name(_ job: PageJob) -> String { "\(options.content)/\(job.origin)" }

    private func examine(_ text: RenderedText, of job: PageJob, into outcome: inout Outcome) {
        outcome.media = text.media
        // A card's text was looked through when its row of the catalog was made.
        if case .page = job.body { text.reportMistakes(into: &outcome.diagnostics) }
        examineHeadings(text, into: &outcome.diagnostics)
        for link in text.document.links where link.isImage && link.text.isEmpty {
            outcome.diagnostics.report(
                .missingKey, at: text.location(link.position),
                "the picture '\(link.destination)' has no alternative text",
                help: "write ![what it shows](\(link.destination))")
        }
    }

    /// A page's title is its heading of the first level.
    private func examineHeadings(_ text: RenderedText, into diagnostics: inout Diagnostics) {
        var level = 1
        for heading in text.document.headings {
            if heading.level == 1 {
                diagnostics.report(
                    .headingOrder, at: text.location(heading.position),
                    "'\(heading.text)' is a heading of the first level, which is the page's title", help: "write ##")
            } else if heading.level > level + 1 {
                diagnostics.report(
                    .headingOrder, at: text.location(heading.position),
                    "'\(heading.text)' skips a level: a heading of level \(heading.level) below one of level \(level)",
                    help: "write \(String(repeating: "#", count: level + 1))")
            }
            level = max(heading.level, 1)
        }
    }

    /// A page once more, with the texts that are in it: finished pages are not kept.
    func page(_ job: PageJob) -> (bytes: [UInt8], texts: [RenderedText]) {
        guard let text = try? text(of: job) else {
            return (templates.render(job.view(nil), layout: job.layout, content: []), [])
        }
        let expansion = shortcodes.expand(text)
        return (
            templates.render(job.view(text), layout: job.layout, content: expansion.html), [text] + expansion.included
        )
    }
}
