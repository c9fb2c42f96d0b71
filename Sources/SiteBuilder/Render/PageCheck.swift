import Core

import Markdown

/// Holds finished pages against each other: every address leads somewhere, and nothing is inline.
struct PageCheck {
    /// Anchors of each page by URL path.
    private let anchors: [String: Set<String>]
    /// Every address that the output answers, with a leading `/`.
    private let addresses: Set<String>
    private let privateCards: Set<String>
    private let leftOut: Set<String>
    private let broken: Set<String>
    private let templates: [TemplateLibrary.Source]

    init(
        pages: [RenderedPage], output: OutputTree, source: SiteSource, broken: Set<String>,
        templates: [TemplateLibrary.Source]
    ) {
        anchors = Dictionary(pages.map { ($0.job.url, $0.scan.ids) }) { first, _ in first }
        addresses = Set(output.paths.map { "/" + $0 }).union(pages.map(\.job.url))
        privateCards = Set(source.cards.filter { $0.visibility == .private }.map(\.url))
        leftOut = source.leftOut
        self.broken = broken
        self.templates = templates
    }

    /// The mistakes of one page.
    func check(_ page: RenderedPage) -> Diagnostics {
        var diagnostics = Diagnostics()
        for reference in page.scan.references {
            guard let (rule, message, help) = problem(of: reference, on: page.job.url) else { continue }
            diagnostics.report(rule, at: location(ofReference: reference, on: page), message, help: help)
        }
        for tag in page.scan.inlineCode {
            diagnostics.report(
                .inlineCode, at: location(of: tag, skipping: 0, on: page),
                "inline style, script or handler: the pages' Content-Security-Policy blocks it",
                help: "move it to a file below templates/assets/")
        }
        for link in page.job.text?.document.links ?? [] where link.isImage && link.text.isEmpty {
            let location = page.job.text?.location(link.position) ?? SourceLocation(page.job.origin)
            diagnostics.report(
                .missingKey, at: location, "the picture '\(link.destination)' has no alternative text",
                help: "write ![what it shows](\(link.destination))")
        }
        return diagnostics
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
                "write the address from the root: \(Self.rooted(reference, on: url, known: addresses))"
            )
        }
        guard addresses.contains(target) else { return isExplained(target) ? nil : missing(target) }
        guard parts.count == 2, !parts[1].isEmpty, let known = anchors[target] else { return nil }
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
        if privateCards.contains(target) {
            return (
                .privateReference, "'\(target)' is a private card, which has no page",
                "set its visibility to unlisted or public, or take the link out"
            )
        }
        if leftOut.contains(target) {
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
    private static func isElsewhere(_ reference: String) -> Bool {
        let prefixes = ["http://", "https://", "mailto:", "tel:", "data:image/", "/api/", "/oauth/", "/events"]
        return prefixes.contains { reference.hasPrefix($0) }
    }

    /// The address that an author who thought in files meant.
    private static func rooted(_ reference: String, on url: String, known: Set<String>) -> String {
        let stem = reference.hasSuffix(".md") ? String(reference.dropLast(3)) : reference
        let guesses = ["\(url)\(stem)/", "/\(stem)/", "/\(stem)"]
        return guesses.first { known.contains($0) } ?? "/…/"
    }

    // MARK: - Places

    private func location(ofReference reference: String, on page: RenderedPage) -> SourceLocation {
        if let text = page.job.text,
            let link = text.document.links.first(where: {
                $0.destination == reference || "/" + $0.destination == reference
            })
        {
            return text.location(link.position)
        }
        return location(of: "\"\(reference)\"", skipping: 1, on: page)
    }

    /// Where a piece of a page stands in the templates; else the page's own file.
    private func location(of piece: String, skipping count: Int, on page: RenderedPage) -> SourceLocation {
        for template in templates {
            guard let found = template.text.firstRange(of: piece) else { continue }
            let start = template.text.index(found.lowerBound, offsetBy: count)
            return AssetMap.location(of: start, in: template.text, file: template.file)
        }
        return SourceLocation(page.job.origin)
    }
}
