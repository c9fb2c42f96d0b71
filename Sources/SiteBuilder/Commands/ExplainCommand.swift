import ArgumentParser

/// `site-builder explain /help/`: where a page comes from.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says which content, layout and data made a page or file.")

    @Argument(help: "Address on the site, from the root: /help/first-steps/")
    var url: String

    @OptionGroup var source: SourceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let build = try await SiteBuild(options: source.options(), progress: { _ in }).plan()
            guard let explanation = Explanation(of: url, in: build) else {
                let known = build.book.addresses
                throw BuildFailure.environment(
                    "nothing of the site is at '\(url)'"
                        + (NearestName.question(url, among: known).map { "; \($0)" } ?? ""))
            }
            try output.print(explanation)
            if !output.json { print(explanation.description) }
        }
    }
}
