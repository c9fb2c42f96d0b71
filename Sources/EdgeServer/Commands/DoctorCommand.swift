import ArgumentParser
import Core
import Foundation

/// `edge-server doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look at everything the edge needs, and say what to do.",
        discussion: """
            Looks at settings, folders, database, key, clock, the way to Yoto and the login there; changes nothing. Run it \
            beside the server or without it.

            --yoto also tries, on the connected account, what nobody has published about Yoto's cloud, and prints a \
            report without names and ids that can be shared. It only reads; --allow-writes also writes the settings of \
            one player back as they are.

            Exit codes: 0 all good or warnings only, 1 a problem, 2 the settings cannot be read, 64 bad command line.
            """)

    @Flag(help: "Also try what is not published about Yoto's cloud.") var yoto = false
    @Flag(help: "With --yoto: also write, what changes nothing.") var allowWrites = false
    @Flag(help: "Print JSON, for scripts.") var json = false
    @OptionGroup var options: DataOptions

    func validate() throws {
        if allowWrites, !yoto { throw ValidationError("--allow-writes goes with --yoto.") }
    }

    func run() async throws {
        try await reportingFailures {
            let doctor = try Doctor(options.configuration())
            var findings = await doctor.examine()
            if yoto { findings += await doctor.askYoto(allowsWrites: allowWrites) }
            try show(findings)
            if findings.contains(where: { $0.verdict == .problem }) { throw ExitCode(1) }
        }
    }

    private func show(_ findings: [Finding]) throws {
        guard json else { return print(findings.map(\.text).joined(separator: "\n")) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        print(String(decoding: try encoder.encode(["findings": findings]), as: UTF8.self))
    }
}
