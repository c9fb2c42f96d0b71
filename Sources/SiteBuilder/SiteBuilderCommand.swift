import ArgumentParser

/// `site-builder`: without a subcommand it builds.
@main
struct SiteBuilderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "site-builder",
        abstract: "Turns Markdown and templates into the static site of your cards.",
        subcommands: [
            BuildCommand.self, CheckCommand.self, ServeCommand.self, NewCommand.self, StatsCommand.self,
            ExplainCommand.self,
            CleanCommand.self, DiagnosticsCommand.self,
        ],
        defaultSubcommand: BuildCommand.self)
}
