import Core

/// The users.
///
/// Every implementation keeps three promises, each within one transaction: no two names differ only in case; the last
/// administrator who can sign in stays one; a change that ends sessions ends them together with the change.
protocol UserStore: Sendable {
    /// All users, by name.
    func all() async throws -> [User]
    func user(id: String) async throws -> User?
    /// A user and the hash of the password; the case of the name does not matter.
    func credentials(for name: Username) async throws -> Credentials?
    /// Whether an administrator can sign in.
    func hasAdministrator() async throws -> Bool
    /// Adds a user.
    ///
    /// - Returns: `.nameTaken` when there is one of this name, `.done` otherwise.
    func insert(_ user: User, password: PasswordHash) async throws -> UserWrite
    /// Adds the first administrator.
    ///
    /// - Returns: `.refused` when there is one already, `.nameTaken`, or `.done`.
    func insertFirstAdministrator(_ user: User, password: PasswordHash) async throws -> UserWrite
    /// Changes what is given of a user.
    ///
    /// - Returns: `.missing`, `.nameTaken`, `.refused` when no administrator would be left, or `.done`.
    func update(_ id: String, _ change: UserChange) async throws -> UserWrite
    /// Removes a user and all that is theirs alone.
    ///
    /// - Returns: `.missing`, `.refused` when no administrator would be left, or `.done`.
    func delete(_ id: String) async throws -> UserWrite
}

/// A user with the hash of the password.
struct Credentials: Sendable {
    var user: User
    var password: PasswordHash
}

/// How a change of users ended.
enum UserWrite: Equatable, Sendable {
    case done
    case missing
    case nameTaken
    /// An administrator would be lacking, or there is one already.
    case refused
}

/// What to change of a user; `nil` stays as it is.
struct UserChange: Equatable, Sendable {
    var username: Username?
    var role: Role?
    var disabled: Bool?
    var password: PasswordHash?
    var lastLoginAt: Timestamp?
    /// Which sessions end with the change.
    var ending = EndedSessions.none

    enum EndedSessions: Equatable, Sendable {
        case none
        case all
        case allBut(String)
    }
}
