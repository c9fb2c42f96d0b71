import Core
import Foundation
import Testing

@testable import EdgeServer

/// Stores of one kind, on something that is new and empty.
struct AccountStores: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Puts what it needs into a folder that the test keeps.
    let make: @Sendable (TestFolder) throws -> (users: any UserStore, sessions: any SessionStore, audit: any AuditStore)

    /// Every implementation goes through the same tests.
    static let all = [
        AccountStores(testDescription: "SQLite") { folder in
            let database = try SQLiteDatabase(path: folder.path + "/edge.sqlite")
            return (
                SQLiteUserStore(database: database), SQLiteSessionStore(database: database),
                SQLiteAuditStore(database: database)
            )
        }
    ]
}

enum Sample {
    static let identifiers = IdentifierGenerator()
    static let start = Timestamp(milliseconds: 1_795_571_030_123)
    static let hash = PasswordHash(
        cost: ScryptCost(logN: 4), salt: Array(repeating: 1, count: 16), key: Array(repeating: 2, count: 32))

    static func user(_ name: String, _ role: Role = .member, disabled: Bool = false) -> User {
        User(id: identifiers.next(), username: name, role: role, disabled: disabled, createdAt: start)
    }

    static func session(_ user: User, lastUsed: Duration = .zero) -> UserSession {
        UserSession(
            id: identifiers.next(), userID: user.id, createdAt: start, lastUsedAt: start.advanced(by: lastUsed),
            expiresAt: start.advanced(by: .seconds(1000)), userAgent: "Browser \"1\" \u{1F600}", address: "::1")
    }

    static func name(_ text: String) throws -> Username { try Username.checked(text) }
}

@Suite struct UserStoreConformance {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test("A user is found by id and by name in any case, with all that was stored", arguments: AccountStores.all)
    func roundTrip(stores: AccountStores) async throws {
        let (users, _, _) = try stores.make(folder)
        var user = Sample.user("Anna.B-1", .admin)
        user.lastLoginAt = Sample.start.advanced(by: .milliseconds(7))
        #expect(try await users.insert(user, password: Sample.hash) == .done)
        #expect(try await users.user(id: user.id) == user)
        let found = try await users.credentials(for: Sample.name("aNNA.b-1"))
        #expect(found?.user == user && found?.password == Sample.hash)
        #expect(try await users.user(id: "nobody") == nil)
        #expect(try await users.credentials(for: Sample.name("nobody")) == nil)
    }

    @Test("Names differ in more than case", arguments: AccountStores.all)
    func names(stores: AccountStores) async throws {
        let (users, _, _) = try stores.make(folder)
        let (anna, bob) = (Sample.user("anna"), Sample.user("bob"))
        #expect(try await users.insert(anna, password: Sample.hash) == .done)
        #expect(try await users.insert(Sample.user("ANNA"), password: Sample.hash) == .nameTaken)
        #expect(try await users.insert(bob, password: Sample.hash) == .done)
        #expect(try await users.update(bob.id, UserChange(username: Sample.name("Anna"))) == .nameTaken)
        #expect(try await users.update(anna.id, UserChange(username: Sample.name("Anna"))) == .done)
        #expect(try await users.all().map(\.username) == ["Anna", "bob"])
    }

    @Test("A change touches what it names only", arguments: AccountStores.all)
    func change(stores: AccountStores) async throws {
        let (users, _, _) = try stores.make(folder)
        var user = Sample.user("anna")
        _ = try await users.insert(user, password: Sample.hash)
        #expect(try await users.update(user.id, UserChange()) == .done)
        #expect(try await users.update(user.id, UserChange(role: .listener)) == .done)
        user.role = .listener
        #expect(try await users.user(id: user.id) == user)
        var other = Sample.hash
        other.salt[0] = 9
        let change = UserChange(disabled: true, password: other, lastLoginAt: Sample.start)
        #expect(try await users.update(user.id, change) == .done)
        user.disabled = true
        user.lastLoginAt = Sample.start
        let found = try await users.credentials(for: Sample.name("anna"))
        #expect(found?.user == user && found?.password == other)
        #expect(try await users.update("nobody", change) == .missing)
        #expect(try await users.delete("nobody") == .missing)
    }

    @Test("The last administrator who can sign in stays one", arguments: AccountStores.all)
    func lastAdministrator(stores: AccountStores) async throws {
        let (users, _, _) = try stores.make(folder)
        #expect(try await !users.hasAdministrator())
        let (anna, bob) = (Sample.user("anna", .admin), Sample.user("bob", .admin, disabled: true))
        #expect(try await users.insertFirstAdministrator(anna, password: Sample.hash) == .done)
        #expect(try await users.insertFirstAdministrator(bob, password: Sample.hash) == .refused)
        #expect(try await users.insert(bob, password: Sample.hash) == .done)
        #expect(try await users.hasAdministrator())
        for change in [UserChange(role: .member), UserChange(disabled: true)] {
            #expect(try await users.update(anna.id, change) == .refused)
        }
        #expect(try await users.delete(anna.id) == .refused)
        #expect(try await users.user(id: anna.id) == anna)
        #expect(try await users.update(bob.id, UserChange(disabled: false)) == .done)
        #expect(try await users.delete(anna.id) == .done)
        #expect(try await users.update(bob.id, UserChange(role: .listener)) == .refused)
    }

    @Test("Of many who demote each other at once, one administrator stays", arguments: AccountStores.all)
    func race(stores: AccountStores) async throws {
        let (users, _, _) = try stores.make(folder)
        let all = (0..<8).map { Sample.user("admin\($0)", .admin) }
        for user in all { _ = try await users.insert(user, password: Sample.hash) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for user in all { group.addTask { _ = try await users.update(user.id, UserChange(role: .member)) } }
            try await group.waitForAll()
        }
        #expect(try await users.all().filter { $0.role == .admin }.count == 1)
    }

    @Test("Of many first administrators at once, one is made", arguments: AccountStores.all)
    func firstRace(stores: AccountStores) async throws {
        let (users, _, _) = try stores.make(folder)
        let results = try await withThrowingTaskGroup(of: UserWrite.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await users.insertFirstAdministrator(Sample.user("a\(number)", .admin), password: Sample.hash)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.filter { $0 == .done }.count == 1 && results.filter { $0 == .refused }.count == 7)
    }
}
