import Core
import Foundation
import GRDB
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct SQLiteDatabaseTests {
    private let folder: TestFolder
    private var path: String { folder.path + "/edge.sqlite" }

    init() throws {
        folder = try TestFolder()
    }

    private func failure(_ body: () throws -> Void) -> String {
        (#expect(throws: StartFailure.self) { try body() })?.description ?? ""
    }

    @Test("A new database is its owner's only, in WAL mode, with foreign keys, flushed at every commit")
    func settings() async throws {
        let database = try SQLiteDatabase(path: path)
        for name in ["edge.sqlite", "edge.sqlite-wal", "edge.sqlite-shm"] { #expect(try folder.mode(name) == 0o600) }
        let settings = try await database.write { database in
            try ["journal_mode", "foreign_keys", "synchronous", "application_id"].map {
                try String.fetchOne(database, sql: "SELECT CAST(\($0) AS TEXT) FROM pragma_\($0)") ?? ""
            }
        }
        #expect(settings == ["wal", "1", "2", "\(SQLiteDatabase.applicationID)"])
    }

    @Test("It is opened again as it was, and rights that are too wide are narrowed")
    func reopening() async throws {
        let user = Sample.user("anna")
        do {
            let database = try SQLiteDatabase(path: path)
            _ = try await SQLiteUserStore(database: database).insert(user, password: Sample.hash)
        }
        chmod(path, 0o644)
        let database = try SQLiteDatabase(path: path)
        #expect(try await SQLiteUserStore(database: database).all() == [user])
        #expect(try folder.mode("edge.sqlite") == 0o600)
    }

    @Test("One of a newer version is refused, and left alone")
    func newer() throws {
        let next = SQLiteMigration(name: "999-future") { try $0.execute(sql: "CREATE TABLE future (x)") }
        _ = try SQLiteDatabase(path: path, migrations: SQLiteMigration.all + [next])
        #expect(failure { _ = try SQLiteDatabase(path: path) }.contains("newer edge-server than \(EdgeVersion.text)"))
        _ = try SQLiteDatabase(path: path, migrations: SQLiteMigration.all + [next])
    }

    @Test("One of an older version is brought up to date by the server, and by nothing else")
    func older() async throws {
        _ = try SQLiteDatabase(path: path)
        let next = SQLiteMigration(name: "999-future") { try $0.execute(sql: "CREATE TABLE future (x INTEGER)") }
        let all = SQLiteMigration.all + [next]
        #expect(
            failure { _ = try SQLiteDatabase(path: path, migrations: all, migrates: false) }.contains(
                "start `edge-server serve` once"))
        let database = try SQLiteDatabase(path: path, migrations: all)
        #expect(try await database.read { try $0.tableExists("future") })
    }

    @Test("A migration that fails leaves the database as it was")
    func failedMigration() throws {
        _ = try SQLiteDatabase(path: path)
        let broken = SQLiteMigration(name: "999-broken") { database in
            try database.execute(sql: "CREATE TABLE half (x INTEGER); DROP TABLE nothing")
        }
        #expect(throws: StartFailure.self) {
            _ = try SQLiteDatabase(path: path, migrations: SQLiteMigration.all + [broken])
        }
        _ = try SQLiteDatabase(path: path)
    }

    @Test("Migrations are numbered without a gap")
    func numbers() {
        for (index, migration) in SQLiteMigration.all.enumerated() {
            let digits = String(index + 1)
            #expect(migration.name.hasPrefix(String(repeating: "0", count: 3 - digits.count) + digits + "-"))
        }
    }

    @Test("What is no database of ours is refused, and not written to")
    func foreign() throws {
        try Data("not a database, but long enough to be looked at".utf8).write(to: URL(fileURLWithPath: path))
        #expect(failure { _ = try SQLiteDatabase(path: path) } == "\(path) is not a database")
        try FileManager.default.removeItem(atPath: path)
        try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
        #expect(failure { _ = try SQLiteDatabase(path: path) } == "\(path) is not a database of edge-server")
    }

    @Test("A damaged database is refused, with the way out")
    func damaged() async throws {
        do {
            let database = try SQLiteDatabase(path: path)
            let store = SQLiteUserStore(database: database)
            for number in 0..<200 { _ = try await store.insert(Sample.user("user\(number)"), password: Sample.hash) }
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try #require(bytes.count > 20_000)
        for index in stride(from: 8192, to: bytes.count, by: 97) { bytes[index] = 0xEE }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(failure { _ = try SQLiteDatabase(path: path) }.contains("edge-server restore"))
    }

    @Test("A link in the place of the file is not followed")
    func link() throws {
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: folder.path + "/elsewhere.sqlite")
        #expect(failure { _ = try SQLiteDatabase(path: path) }.contains("cannot open"))
    }

    @Test("A write that was begun is finished when its task is cancelled")
    func cancelledWrite() async throws {
        let database = try SQLiteDatabase(path: path)
        let user = Sample.user("anna")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                withUnsafeCurrentTask { $0?.cancel() }
                _ = try await SQLiteUserStore(database: database).insert(user, password: Sample.hash)
            }
            try await group.waitForAll()
        }
        #expect(try await SQLiteUserStore(database: database).user(id: user.id) == user)
    }

    @Test("Two processes' worth of connections write at the same time without an error")
    func contention() async throws {
        let databases = [try SQLiteDatabase(path: path), try SQLiteDatabase(path: path)]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let store = SQLiteUserStore(database: databases[number % 2])
                    let result = try await store.insert(Sample.user("user\(number)"), password: Sample.hash)
                    #expect(result == .done)
                }
            }
            try await group.waitForAll()
        }
        #expect(try await SQLiteUserStore(database: databases[0]).all().count == 40)
    }

    @Test("A data folder has one server; commands work beside it")
    func lock() throws {
        let data = folder.path + "/data"
        let first = try DataFolder(path: data, use: .serving)
        #expect(try folder.mode("data") == 0o700)
        #expect(failure { _ = try DataFolder(path: data, use: .serving) }.contains("another edge-server works with"))
        _ = try DataFolder(path: data, use: .existing)
        withExtendedLifetime(first) {}
    }

    @Test("A command does not make a folder of a mistyped name")
    func mistyped() {
        #expect(failure { _ = try DataFolder(path: folder.path + "/dta", use: .existing) }.contains("--data"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/dta"))
    }
}
