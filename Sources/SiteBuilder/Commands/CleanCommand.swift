import ArgumentParser
import Foundation

/// `site-builder clean`: takes away what builds made.
struct CleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean",
        abstract: "Removes what builds wrote, and nothing else.",
        discussion: "Files that the manifests of --output and --private do not list stay where they are.")

    @OptionGroup var source: SourceOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            var removed = 0
            for folder in [source.output, source.privateOutput] { removed += try OutputStage(path: folder).removeAll() }
            unlink("\(source.cache)/\(source.cacheName)")
            try output.print(["removed": removed])
            output.say { "Removed \(Wording.count(removed, "file"))" }
        }
    }
}
