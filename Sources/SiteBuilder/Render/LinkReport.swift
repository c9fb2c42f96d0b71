import Core
import Markdown

/// Explains references of finished pages that seem to lead nowhere: what is wrong, where it was written, what was
/// meant.
struct LinkReport {
    private let renderer: PageRenderer
    private let addresses: Set<String>
    private let source: SiteSource
    private let broken: Set<String>
    private let templates: [TemplateLibrary.Source]
    private let jobs: [String: PageJob]

    /// - Parameter broken: URLs of pages and cards whose own mistakes are told.
    init(
        jobs: [PageJob], renderer: PageRenderer, book: AddressBook, source: SiteSource, broken: Set<String>,
        templates: [TemplateLibrary.Source]
    ) {
        self.jobs = Dictionary(jobs.map { ($0.url, $0) }) { first, _ in first }
        self.renderer = renderer
        addresses = book.addresses
        self.source = source
        self.broken = broken
        self.templates = templates
    }

    /// The mistakes among some references and tags of a page.
    func explain(_ references: [String], inlineCode: [String], on job: PageJob, into diagnostics: inout Diagnostics) {
        let texts = renderer.page(job).texts
        for reference in references {
            guard let (rule, message, help) = problem(of: reference, on: job.url) else { continue }
            diagnostics.report(rule, at: location(ofReference: reference, on: job, texts), message, help: help)
        }
        for tag in inlineCode {
            diagnostics.report(
                .inlineCode, at: location(of: tag, skipping: 0, on: job),
                "inline style, script or handler: the pages' Content-Security-Policy blocks it",
                help: "move it to a file below templates/assets/")
        }
    }

    /// The mistakes among a page's links to anchors. The page is made once more: finished pages are not kept.
    func explainAnchors(on job: PageJob, into diagnostics: inout Diagnostics) {
        let references = page(job).references.filter { $0.contains("#") }
        explain(references, inlineCode: [], on: job, into: &diagnostics)
    }

    private func page(_ job: PageJob) -> HTMLScan {
        HTMLScan(renderer.page(job).bytes)
    }

    private typealias Problem = (rule: Diagnostic.Rule, message: String, help: String?)

    private func problem(of reference: String, on url: String) -> Problem? {
        guard !Self.isElsewhere(reference) else { return nil }
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let path =
            parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
        let target = path.isEmpty ? url : path
        guard target.hasPrefix("/") else {
            return (
                .brokenLink, "the link '\(reference)' is relative",
                "write the address from the root: \(rooted(reference, on: url))"
            )
        }
        guard addresses.contains(target) else { return isExplained(target) ? nil : missing(target) }
        guard parts.count == 2, !parts[1].isEmpty, let job = jobs[target] else { return nil }
        let known = page(job).ids
        guard !known.contains(parts[1]) else { return nil }
        return (
            .brokenLink, "'\(target)' has no heading '#\(parts[1])'",
            NearestName.question("#" + parts[1], among: known.map { "#" + $0 })
        )
    }

    /// Whether the target is missing only because of a mistake that is told elsewhere: a card or page with mistakes,
    /// the tags of such a card, a media file.
    private func isExplained(_ target: String) -> Bool {
        broken.contains(target) || target.hasPrefix("/media/")
            || target.hasPrefix("/tags/") && broken.contains { $0.hasPrefix("/cards/") }
    }

    private func missing(_ target: String) -> Problem {
        if (source.cards + source.translatedCards).contains(where: { $0.visibility == .private && $0.url == target }) {
            return (
                .privateReference, "'\(target)' is a private card, which has no page",
                "set its visibility to unlisted or public, or take the link out"
            )
        }
        if source.leftOut.contains(target) {
            return (
                .brokenLink, "'\(target)' is a draft or has a future date, so it is not in this build",
                "build with --drafts or --future"
            )
        }
        if addresses.contains(target + "/") {
            return (.brokenLink, "there is no '\(target)'", "add a final slash: \(target)/")
        }
        return (.brokenLink, "there is no '\(target)'", NearestName.question(target, among: addresses))
    }

    /// Other hosts, mail, and the edge's own paths, which no build can check.
    static func isElsewhere(_ reference: String) -> Bool {
        let prefixes = ["http://", "https://", "mailto:", "tel:", "data:image/", "/api/", "/oauth/", "/events"]
        return prefixes.contains { reference.hasPrefix($0) }
    }

    /// The address that an author who thought in files meant.
    private func rooted(_ reference: String, on url: String) -> String {
        let stem = reference.hasSuffix(".md") ? String(reference.dropLast(3)) : reference
        let guesses = ["\(url)\(stem)/", "/\(stem)/", "/\(stem)"]
        return guesses.first { addresses.contains($0) } ?? "/…/"
    }

    // MARK: - Places

    private func location(ofReference reference: String, on job: PageJob, _ texts: [RenderedText]) -> SourceLocation {
        for text in texts {
            let link = text.document.links.first {
                $0.destination == reference || "/" + $0.destination == reference
            }
            if let link { return text.location(link.position) }
        }
        return location(of: "\"\(reference)\"", skipping: 1, on: job)
    }

    /// Where a piece of a page stands in the templates; else the page's own file.
    private func location(of piece: String, skipping count: Int, on job: PageJob) -> SourceLocation {
        for template in templates {
            guard let found = template.text.firstRange(of: piece) else { continue }
            let start = template.text.index(found.lowerBound, offsetBy: count)
            return AssetMap.location(of: start, in: template.text, file: template.file)
        }
        return SourceLocation("\(renderer.options.content)/\(job.origin)")
    }
}
