import ArgumentParser
import Foundation

/// How a command tells what it found.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON on standard output, for scripts; mistakes too.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing unless something is wrong.")
    var quiet = false

    /// Says each step of a build, for people who wait.
    var progress: @Sendable (String) -> Void {
        let isSilent = quiet || json
        return { step in if !isSilent { Terminal.say(step) } }
    }

    /// Something for people. An empty text is not said.
    func say(_ text: () -> String) {
        guard !quiet, !json else { return }
        let text = text()
        if !text.isEmpty { Terminal.say(text) }
    }

    /// The result, for scripts, if they asked.
    func print(_ result: some Encodable) throws {
        guard json else { return }
        Swift.print(try Self.encoded(result))
    }

    /// Does the work of a command; a failed build is told and gives its exit code.
    func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let failure as BuildFailure {
            if json, case .content(let diagnostics) = failure {
                Swift.print(try Self.encoded(["diagnostics": diagnostics.map(DiagnosticJSON.init)]))
            } else {
                Terminal.complain(failure.description)
            }
            throw ExitCode(failure.exitCode)
        }
    }

    private static func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
