import ArgumentParser
import Core

/// `edge-server backup FILE`
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a consistent copy of the database, also while the server runs.",
        discussion: """
            The copy is one SQLite file. It does not hold the key that opens its secrets (secret.key of the data \
            folder): without that key a restored installation works, and Yoto has to be connected again. --with-key \
            writes the key beside it, as FILE.key; keep the two apart. Audio files are not in it.

            Exit codes: 0 done, 2 a file or folder cannot be used, 64 bad command line.
            """)

    @Argument(help: "Where to write the copy.") var file: String
    @Flag(help: "Also write the key, as FILE.key.") var withKey = false
    @Flag(help: "Replace FILE when it is there.") var replace = false
    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let configuration = try options.configuration()
            let backup = DatabaseBackup(folder: configuration.data)
            try backup.write(to: file, replacing: replace)
            print("database written to \(file)")
            guard withKey else {
                print("the key that opens its secrets is not in it (--with-key writes it too)")
                return
            }
            try backup.writeKey(to: file + ".key", given: configuration.secretKey)
            print("key written to \(file).key: whoever has both files has your connection to Yoto")
        }
    }
}
