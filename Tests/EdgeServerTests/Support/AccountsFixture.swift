import Core
import Foundation

@testable import EdgeServer

/// The feature without HTTP, on a database of its own.
struct AccountsFixture {
    let folder: TestFolder
    let clock = TestClock()
    let database: SQLiteDatabase
    let hasher: PasswordHasher
    let accounts: Accounts
    static let password = "a long enough password"
    static let visitor = Visitor(address: "192.0.2.1", userAgent: "test")

    init(longestLine: Int = 16) throws {
        folder = try TestFolder()
        database = try SQLiteDatabase(path: folder.path + "/edge.sqlite")
        hasher = PasswordHasher(cost: ScryptCost(logN: 4), longestLine: longestLine)
        accounts = Accounts(
            Accounts.Ingredients(database: database, hasher: hasher, now: clock.now),
            cookie: SessionCookie(publicURL: try Self.url("http://127.0.0.1:8080"), allowsInsecure: false))
    }

    static func url(_ text: String) throws -> PublicURL {
        guard let url = PublicURL(text) else { throw StartFailure("not an address: \(text)") }
        return url
    }

    func add(_ name: String, role: Role = .member) async throws -> User {
        try await accounts.users.create(name: name, password: Self.password, role: role, by: .commandLine)
    }

    func login(_ name: String, _ password: String = Self.password, visitor: Visitor = Self.visitor) async throws
        -> LoginService.SignedIn
    {
        try await accounts.login.login(name: name, password: password, previous: nil, visitor: visitor)
    }
}

/// An empty folder, removed with the value.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "edge-folder-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The permission bits of a file in it.
    func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: name.isEmpty ? path : "\(path)/\(name)")
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }
}
