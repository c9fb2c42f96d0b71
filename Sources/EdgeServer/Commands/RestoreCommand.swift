import ArgumentParser
import Core

/// `edge-server restore FILE`
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the database.",
        discussion: """
            The server must not run. The backup is checked before anything changes, and the former database stays in \
            the data folder under another name. --with-key also puts FILE.key in the place of the key.

            Exit codes: 0 done, 2 a file or folder cannot be used or the server runs, 64 bad command line.
            """)

    @Argument(help: "A file that `edge-server backup` wrote.") var file: String
    @Flag(help: "Also put FILE.key in the place of the key.") var withKey = false
    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let restore = DatabaseRestore(folder: try options.configuration().data, now: Timestamp.now())
            let former = try restore.run(from: file, keyFile: withKey ? file + ".key" : nil)
            print("restored \(file)")
            for path in former { print("the former one is kept as \(path)") }
        }
    }
}
