import ArgumentParser

/// `site-builder check`: everything that a build checks, without a build.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks content, links, media and templates, and writes nothing.",
        discussion: """
            What a build would say, and whether every page has sensible headings and every picture words for those who \
            do not see it. docs/diagnostics.md explains each finding.

            Exit codes: 0 nothing to mend, 1 mistakes, 2 a folder cannot be read, 64 wrong options.
            """)

    @OptionGroup var source: SourceOptions
    @OptionGroup var output: OutputOptions

    /// What `--json` prints.
    private struct Result: Encodable {
        var pages: Int
        var diagnostics: [DiagnosticJSON]
    }

    func run() async throws {
        try await output.reporting {
            let (build, warnings) = try await SiteBuild(options: source.options(), progress: output.progress).check()
            try output.print(Result(pages: build.jobs.count, diagnostics: warnings.map(DiagnosticJSON.init)))
            output.say { DiagnosticPrinter.disk.list(warnings) }
            output.say {
                let pages = Wording.count(build.jobs.count, "page")
                return "\(pages) and \(Wording.count(build.site.cards.count, "card")) are sound"
                    + (warnings.isEmpty ? "" : ", with \(Wording.count(warnings.count, "warning"))")
            }
        }
    }
}
