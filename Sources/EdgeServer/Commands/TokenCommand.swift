import ArgumentParser
import Core
import Foundation

/// `edge-server token`
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Take the login at Yoto to another machine.",
        discussion: """
            The file is sealed under a passphrase. A login is renewed at least twice a day, and each renewal makes \
            earlier copies useless: stop the server, export, import elsewhere, and start only there.
            """,
        subcommands: [Export.self, Import.self])

    /// `edge-server token export FILE`
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Write the login to a sealed file.")

        @Argument(help: "Where to write it; nothing may be there yet.") var file: String
        @OptionGroup var passphrase: PasswordOptions
        @OptionGroup var options: DataOptions

        func run() async throws {
            try await reportingFailures {
                guard let login = try await SealedTokenVault(options.open()).load() else {
                    throw Problem(.yotoNotConnected, "No Yoto account is connected here: there is nothing to export.")
                }
                let chosen = try passphrase.read()
                try NewPrivateFile(path: file).write(LoginArchive(login, passphrase: chosen.password).json)
                print("login written to \(file)")
                if chosen.isGenerated { print("passphrase: \(chosen.password)") }
            }
        }
    }

    /// `edge-server token import FILE`
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a login from a sealed file.",
            discussion: "The server must not run meanwhile. A login that is here already is replaced.")

        @Argument(help: "A file that `token export` wrote.") var file: String
        @Flag(name: .customLong("password-stdin"), help: "Read the passphrase from the first line of standard input.")
        var fromStandardInput = false
        @OptionGroup var options: DataOptions

        func run() async throws {
            try await reportingFailures {
                let login = try readLogin()
                // As the server's: the lock says that none runs, which would go on with the login it knows.
                let folder = try options.open(.serving)
                try await SealedTokenVault(folder).save(login)
                print("login taken from \(file); start the server here, and nowhere else")
                withExtendedLifetime(folder.lock) {}
            }
        }

        private func readLogin() throws -> YotoLogin {
            guard let json = FileManager.default.contents(atPath: file) else {
                throw StartFailure("cannot read \(file)")
            }
            do {
                let archive = try LoginArchive(json: json)
                return try archive.open(
                    passphrase: PasswordOptions.readExisting(fromStandardInput: fromStandardInput))
            } catch let failure as LoginArchive.Failure {
                throw StartFailure("\(file): \(failure)")
            }
        }
    }
}

extension SealedTokenVault {
    /// The vault of a data folder.
    init(_ folder: DataFolder) {
        self.init(store: SQLiteYotoAccountStore(database: folder.database), box: folder.secrets)
    }
}
