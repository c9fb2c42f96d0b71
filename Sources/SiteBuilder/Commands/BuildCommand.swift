import ArgumentParser
import Foundation

/// `site-builder build`: content and templates to a static site.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Renders content/ and templates/ into dist/.",
        discussion: """
            Everything is rendered and checked before the site changes: a build with a mistake lists all mistakes, \
            each with its place, and leaves the former site as it was. Only files that differ are written.

            Cards are private unless their front matter says 'visibility: public' or 'unlisted'. Private cards and \
            their audio go to the folder --private, never into --output.

            Exit codes: 0 built, 1 the content has mistakes, 2 a folder cannot be read or written, 64 wrong options.
            """)

    @OptionGroup var source: SourceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let build = SiteBuild(options: source.options(), progress: output.progress)
        try await output.reporting {
            let report = try await build.run()
            try output.print(report)
            output.say {
                DiagnosticPrinter.disk.list(report.warnings.map(\.diagnostic))
            }
            output.say { Self.summary(report, output: source.output, duration: clock.now - start) }
        }
    }

    private static func summary(_ report: BuildReport, output: String, duration: Duration) -> String {
        let cards =
            Wording.count(report.cards, "card")
            + (report.privateCards > 0 ? " and \(report.privateCards) private" : "")
        return "Built \(Wording.count(report.pages, "page")), \(cards) into \(output)/ in \(Wording.time(duration)): "
            + "\(report.written) written, \(report.unchanged) unchanged, \(report.removed) removed"
    }
}
