import Core
import Foundation
import Testing

@testable import EdgeServer

@Suite struct SessionStoreConformance {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    private func token(_ number: Int) -> Data { Data("hash \(number)".utf8) }

    @Test("A session is found by its token until it expires", arguments: AccountStores.all)
    func find(stores: AccountStores) async throws {
        let (users, sessions, _) = try stores.make(folder)
        let user = Sample.user("anna")
        let session = Sample.session(user)
        _ = try await users.insert(user, password: Sample.hash)
        #expect(try await sessions.insert(session, tokenHash: token(1)))
        let found = try await sessions.principal(tokenHash: token(1), at: Sample.start)
        #expect(found?.user == user && found?.session == session)
        #expect(try await sessions.principal(tokenHash: token(2), at: Sample.start) == nil)
        #expect(try await sessions.principal(tokenHash: token(1), at: session.expiresAt) == nil)
        #expect(try await sessions.sessions(ofUser: user.id, at: session.expiresAt).isEmpty)
        let later = Sample.start.advanced(by: .seconds(5000))
        try await sessions.touch(session.id, lastUsedAt: session.expiresAt, expiresAt: later)
        let touched = try await sessions.principal(tokenHash: token(1), at: session.expiresAt)
        #expect(touched?.session.expiresAt == later && touched?.session.lastUsedAt == session.expiresAt)
        #expect(try await sessions.deleteExpired(at: session.expiresAt) == 0)
        #expect(try await sessions.deleteExpired(at: later) == 1)
    }

    @Test("Nobody who is disabled or gone has a session", arguments: AccountStores.all)
    func disabled(stores: AccountStores) async throws {
        let (users, sessions, _) = try stores.make(folder)
        let user = Sample.user("anna")
        #expect(try await !sessions.insert(Sample.session(user), tokenHash: token(0)))
        _ = try await users.insert(user, password: Sample.hash)
        #expect(try await sessions.insert(Sample.session(user), tokenHash: token(1)))
        _ = try await users.update(user.id, UserChange(disabled: true))
        #expect(try await sessions.principal(tokenHash: token(1), at: Sample.start) == nil)
        #expect(try await !sessions.insert(Sample.session(user), tokenHash: token(2)))
        _ = try await users.update(user.id, UserChange(disabled: false))
        #expect(try await sessions.principal(tokenHash: token(1), at: Sample.start) != nil)
        _ = try await users.delete(user.id)
        #expect(try await sessions.principal(tokenHash: token(1), at: Sample.start) == nil)
        #expect(try await sessions.sessions(ofUser: user.id, at: Sample.start).isEmpty)
    }

    @Test("Sessions end one by one, together, and with a change of the user", arguments: AccountStores.all)
    func ending(stores: AccountStores) async throws {
        let (users, sessions, _) = try stores.make(folder)
        let (anna, bob) = (Sample.user("anna"), Sample.user("bob"))
        for user in [anna, bob] { _ = try await users.insert(user, password: Sample.hash) }
        let own = (0..<4).map { Sample.session(anna, lastUsed: .seconds($0)) }
        for (number, session) in own.enumerated() { _ = try await sessions.insert(session, tokenHash: token(number)) }
        let other = Sample.session(bob)
        _ = try await sessions.insert(other, tokenHash: token(9))

        #expect(try await sessions.sessions(ofUser: anna.id, at: Sample.start).map(\.id) == own.reversed().map(\.id))
        #expect(try await !sessions.delete(other.id, ofUser: anna.id))
        #expect(try await sessions.delete(own[0].id, ofUser: anna.id))
        #expect(try await !sessions.delete(own[0].id, ofUser: anna.id))
        #expect(try await users.update(anna.id, UserChange(password: Sample.hash, ending: .allBut(own[1].id))) == .done)
        #expect(try await sessions.sessions(ofUser: anna.id, at: Sample.start).map(\.id) == [own[1].id])
        #expect(try await sessions.deleteAll(ofUser: anna.id, except: own[1].id) == 0)
        #expect(try await users.update(anna.id, UserChange(ending: .all)) == .done)
        #expect(try await sessions.sessions(ofUser: anna.id, at: Sample.start).isEmpty)
        #expect(try await sessions.sessions(ofUser: bob.id, at: Sample.start) == [other])
        #expect(try await sessions.deleteAll(ofUser: bob.id, except: nil) == 1)
    }

    @Test("A change that is refused ends no session", arguments: AccountStores.all)
    func refused(stores: AccountStores) async throws {
        let (users, sessions, _) = try stores.make(folder)
        let anna = Sample.user("anna", .admin)
        _ = try await users.insert(anna, password: Sample.hash)
        _ = try await sessions.insert(Sample.session(anna), tokenHash: token(1))
        #expect(try await users.update(anna.id, UserChange(disabled: true, ending: .all)) == .refused)
        #expect(try await sessions.principal(tokenHash: token(1), at: Sample.start) != nil)
    }

    @Test("A user has a bounded number of sessions; the longest unused ends first", arguments: AccountStores.all)
    func bound(stores: AccountStores) async throws {
        let (users, sessions, _) = try stores.make(folder)
        let anna = Sample.user("anna")
        _ = try await users.insert(anna, password: Sample.hash)
        for number in 0..<(UserSession.maximumCount + 5) {
            _ = try await sessions.insert(
                Sample.session(anna, lastUsed: .seconds(number)), tokenHash: token(number))
        }
        #expect(try await sessions.sessions(ofUser: anna.id, at: Sample.start).count == UserSession.maximumCount)
        #expect(try await sessions.principal(tokenHash: token(4), at: Sample.start) == nil)
        #expect(try await sessions.principal(tokenHash: token(5), at: Sample.start) != nil)
    }
}

@Suite struct AuditStoreConformance {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test("Entries are listed newest first, page by page, and pruned by age and number", arguments: AccountStores.all)
    func pages(stores: AccountStores) async throws {
        let (_, _, audit) = try stores.make(folder)
        var all: [AuditEntry] = []
        for number in 0..<10 {
            let entry = AuditEntry(
                id: Sample.identifiers.next(), at: Sample.start.advanced(by: .seconds(number)),
                actor: number % 2 == 0 ? "anna" : nil, action: AuditAction(rawValue: "kind-\(number)"),
                subject: number % 3 == 0 ? "bob" : nil, address: "192.0.2.1")
            try await audit.append(entry)
            all.insert(entry, at: 0)
        }
        #expect(try await audit.entries(before: nil, limit: 4) == Array(all[..<4]))
        #expect(try await audit.entries(before: all[3].id, limit: 4) == Array(all[4..<8]))
        #expect(try await audit.entries(before: all[9].id, limit: 4).isEmpty)
        #expect(try await audit.prune(before: Sample.start.advanced(by: .seconds(2)), keeping: 100) == 2)
        #expect(try await audit.prune(before: Sample.start, keeping: 5) == 3)
        #expect(try await audit.entries(before: nil, limit: 100) == Array(all[..<5]))
        #expect(try await audit.prune(before: Sample.start, keeping: 5) == 0)
    }
}
