import Core
import GRDB
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct LoginServiceTests {
    private let fixture: AccountsFixture
    private let stranger = Visitor(address: "203.0.113.7", userAgent: "guesser")

    init() throws {
        fixture = try AccountsFixture()
    }

    private func outcome(_ name: String, _ password: String, _ visitor: Visitor) async throws -> String {
        do {
            return try await fixture.login(name, password, visitor: visitor).user.username
        } catch let problem as Problem {
            return problem.code.rawValue
        } catch let refused as RefusedRequest {
            return refused.problem.code.rawValue
        }
    }

    @Test("A stranger who guesses is locked out of the account; the owner at home is not")
    func lockOut() async throws {
        _ = try await fixture.add("anna")
        _ = try await fixture.login("anna")
        for number in 0..<5 {
            #expect(try await outcome("anna", "wrong \(number)", stranger) == "unauthorized")
        }
        #expect(try await outcome("anna", AccountsFixture.password, stranger) == "too-many-requests")
        let elsewhere = Visitor(address: "198.51.100.1", userAgent: "")
        #expect(try await outcome("anna", AccountsFixture.password, elsewhere) == "too-many-requests")
        #expect(try await outcome("anna", AccountsFixture.password, AccountsFixture.visitor) == "anna")
    }

    @Test("A try that is refused for its time costs no hash; an unknown name costs as many as a known one")
    func work() async throws {
        _ = try await fixture.add("anna")
        for name in ["anna", "nobody"] {
            let before = fixture.hasher.hashedCount
            for _ in 0..<20 { _ = try await outcome(name, "wrong", stranger) }
            #expect(fixture.hasher.hashedCount - before == 5)
        }
    }

    @Test("A hash of an earlier cost is made anew at the next login, and the password still holds")
    func rehash() async throws {
        let name = try Username.checked("anna")
        let old = try PasswordHash.make(
            AccountsFixture.password, cost: ScryptCost(logN: 3), salt: Array(repeating: 1, count: 16))
        let store = SQLiteUserStore(database: fixture.database)
        _ = try await store.insert(Sample.user("anna"), password: old)
        for _ in 0..<2 { _ = try await fixture.login("anna") }
        #expect(try await store.credentials(for: name)?.password.cost == ScryptCost(logN: 4))
    }

    @Test("A use that cannot be written down does not sign anybody out")
    func fullDisk() async throws {
        _ = try await fixture.add("anna")
        let begun = try await fixture.login("anna").begun
        try await fixture.database.write { database in
            try database.execute(
                sql: "CREATE TRIGGER full BEFORE UPDATE ON session BEGIN SELECT RAISE (ABORT, 'full'); END")
        }
        fixture.clock.advance(by: UserSession.touchInterval)
        let recognised = try await fixture.accounts.sessions.recognise(begun.token)
        #expect(recognised?.principal.session == begun.session && recognised?.wasExtended == false)
    }

    @Test("Upkeep forgets expired sessions and entries that are too old")
    func upkeep() async throws {
        _ = try await fixture.add("anna")
        _ = try await fixture.login("anna")
        fixture.clock.advance(by: AuditLog.retention + .seconds(1))
        try await fixture.accounts.sessions.forgetExpired()
        try await fixture.accounts.audit.prune()
        let left = try await fixture.accounts.audit.page(AuditPage.Request())
        #expect(left.entries.isEmpty && left.next == nil)
        let sessions = SQLiteSessionStore(database: fixture.database)
        #expect(try await sessions.deleteExpired(at: fixture.clock.now()) == 0)
    }
}
