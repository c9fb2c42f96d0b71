import ArgumentParser

/// `site-builder diagnostics`: what a build may find, as `docs/diagnostics.md` has it.
struct DiagnosticsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnostics", abstract: "Explains every finding in Markdown.")

    func run() { print(Diagnostic.Rule.documentation, terminator: "") }
}
