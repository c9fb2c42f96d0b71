import ArgumentParser
import Core

/// `edge-server user`: users without the web pages, also while the server runs.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "List, add and change the people who may sign in.",
        discussion: """
            Works on the data folder directly, also while a server runs.

            Exit codes: 0 done, 1 there is no such user or the password cannot be used, 2 the name is taken, somebody \
            must stay administrator, or the data folder cannot be used, 64 bad command line.
            """,
        subcommands: [
            UserListCommand.self, UserCreateCommand.self, UserResetCommand.self, UserDisableCommand.self,
            UserEnableCommand.self, UserDeleteCommand.self,
        ])
}

/// `edge-server user list`
struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show all users: name, role, state, last sign-in; one a line, tabs between.")

    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            for user in try await options.users().all() {
                let last = user.lastLoginAt.map { "\($0)" } ?? "never"
                print(
                    [user.username, user.role.rawValue, user.disabled ? "disabled" : "enabled", last]
                        .joined(separator: "\t"))
            }
        }
    }
}

/// `edge-server user create NAME`
struct UserCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Add a user.")

    @Argument(help: "The name to sign in with.") var name: String
    @Option(help: "admin, member or listener.") var role = Role.member
    @OptionGroup var password: PasswordOptions
    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let users = try options.users(creates: true)
            let (text, isGenerated) = try password.read()
            let user = try await users.create(name: name, password: text, role: role, by: .commandLine)
            print("\(user.username) can sign in as \(user.role.rawValue)")
            if isGenerated { print("password: \(text)") }
        }
    }
}

/// `edge-server user reset NAME`
struct UserResetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset", abstract: "Give a user a new password, and end all sessions of the user.")

    @Argument(help: "The user's name.") var name: String
    @OptionGroup var password: PasswordOptions
    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let users = try options.users()
            let user = try await users.user(named: name)
            let (text, isGenerated) = try password.read()
            _ = try await users.change(user.id, .init(password: text), by: .commandLine)
            print("\(user.username) has a new password and is signed out everywhere")
            if user.disabled { print("\(user.username) is disabled; `edge-server user enable` lets them in again") }
            if isGenerated { print("password: \(text)") }
        }
    }
}

/// `edge-server user disable NAME`
struct UserDisableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Keep a user from signing in, and end all sessions of the user.")

    @Argument(help: "The user's name.") var name: String
    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let user = try await options.change(name, .init(disabled: true))
            print("\(user.username) can no longer sign in")
        }
    }
}

/// `edge-server user enable NAME`
struct UserEnableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Let a user sign in again.")

    @Argument(help: "The user's name.") var name: String
    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let user = try await options.change(name, .init(disabled: false))
            print("\(user.username) can sign in again")
        }
    }
}

/// `edge-server user delete NAME`
struct UserDeleteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "delete", abstract: "Remove a user.")

    @Argument(help: "The user's name.") var name: String
    @OptionGroup var options: DataOptions

    func run() async throws {
        try await reportingFailures {
            let users = try options.users()
            let user = try await users.user(named: name)
            try await users.delete(user.id, by: .commandLine)
            print("\(user.username) is gone")
        }
    }
}

extension Role: ExpressibleByArgument {}

extension DataOptions {
    /// The rules that the API follows, on this data folder.
    fileprivate func users(creates: Bool = false) throws -> UsersService {
        let folder = try open(creates ? .creating : .existing)
        let ingredients = Accounts.Ingredients(database: folder.database, hasher: PasswordHasher())
        return UsersService(ingredients)
    }

    fileprivate func change(_ name: String, _ change: UsersService.Change) async throws -> User {
        let users = try users()
        return try await users.change(try await users.user(named: name).id, change, by: .commandLine)
    }
}

extension UsersService {
    /// The service alone, without the rest of the feature.
    fileprivate init(_ ingredients: Accounts.Ingredients) {
        let identifiers = IdentifierGenerator(now: ingredients.now, random: ingredients.random)
        self.init(
            store: ingredients.users, hasher: ingredients.hasher,
            audit: AuditLog(store: ingredients.audit, identifiers: identifiers, now: ingredients.now),
            identifiers: identifiers, now: ingredients.now)
    }
}
