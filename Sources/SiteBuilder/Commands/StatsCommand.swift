import ArgumentParser

/// `site-builder stats`: the site in numbers.
struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Counts pages, words, minutes of audio and bytes by type.")

    @OptionGroup var source: SourceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let build = try await SiteBuild(options: source.options(), progress: output.progress).plan()
            let stats = SiteStatistics(build, output: source.output)
            try output.print(stats)
            if !output.json { print(stats.description) }
        }
    }
}
