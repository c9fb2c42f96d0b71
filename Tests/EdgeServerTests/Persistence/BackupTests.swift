import Core
import Foundation
import GRDB
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct BackupTests {
    private let folder: TestFolder
    private var data: String { folder.path + "/data" }
    private var backup: String { folder.path + "/backup.sqlite" }

    init() throws {
        folder = try TestFolder()
    }

    private func names() async throws -> [String] {
        let database = try DataFolder(path: data, use: .existing).database
        return try await SQLiteUserStore(database: database).all().map(\.username)
    }

    private func add(_ names: String...) async throws {
        let store = SQLiteUserStore(database: try DataFolder(path: data, use: .creating).database)
        for name in names { _ = try await store.insert(Sample.user(name), password: Sample.hash) }
    }

    private func failure(_ body: () throws -> Void) -> String {
        (#expect(throws: StartFailure.self) { try body() })?.description ?? ""
    }

    private func restore(_ file: String, key: String? = nil) throws -> [String] {
        try DatabaseRestore(folder: data, now: Sample.start).run(from: file, keyFile: key)
    }

    @Test("A backup is restored as it was, and the former database is kept whole")
    func roundTrip() async throws {
        try await add("anna", "bob")
        try DatabaseBackup(folder: data).write(to: backup, replacing: false)
        #expect(try folder.mode("backup.sqlite") == 0o600)
        try await add("carl")
        let former = try #require(try restore(backup).first)
        #expect(try await names() == ["anna", "bob"])
        #expect(try folder.mode("data/edge.sqlite") == 0o600)
        let kept = try SQLiteDatabase(path: former)
        #expect(try await SQLiteUserStore(database: kept).all().map(\.username) == ["anna", "bob", "carl"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["backup.sqlite", "data"])
    }

    @Test("A backup that is made while others write is one of the states in between")
    func online() async throws {
        try await add("first")
        let live = try DataFolder(path: data, use: .serving)
        let store = SQLiteUserStore(database: live.database)
        let (data, backup) = (data, backup)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<100 {
                    // Both or neither must be in the copy.
                    try await live.database.write { database in
                        for half in ["a", "b"] {
                            try database.execute(
                                sql: "INSERT INTO audit (id, at, action) VALUES (?, ?, 'x')",
                                arguments: ["\(number)\(half)", number])
                        }
                    }
                }
            }
            group.addTask {
                for _ in 0..<5 { try DatabaseBackup(folder: data).write(to: backup, replacing: true) }
            }
            try await group.waitForAll()
        }
        let count = try await SQLiteDatabase(path: backup).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM audit")
        }
        #expect(count.map { $0 % 2 == 0 } == true)
        #expect(try await store.all().count == 1)
    }

    @Test("A file that is there is replaced only when that was said; the database itself never is")
    func targets() async throws {
        try await add("anna")
        let database = DatabaseBackup(folder: data)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: backup))
        #expect(failure { try database.write(to: backup, replacing: false) }.contains("--replace"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == Data("mine".utf8))
        for name in ["edge.sqlite", "edge.sqlite-wal", "../data/edge.sqlite"] {
            #expect(failure { try database.write(to: "\(data)/\(name)", replacing: true) }.contains("database itself"))
        }
        #expect(failure { try database.write(to: "\(folder.path)/no/where", replacing: true) }.contains("cannot write"))
        #expect(
            failure { try DatabaseBackup(folder: folder.path).write(to: backup, replacing: true) }.contains("--data"))
        #expect(try await names() == ["anna"])
    }

    @Test("The key goes into a file of its own, and comes back from it")
    func key() async throws {
        try await add("anna")
        let original = try #require(try SealingKeyFile(folder: data).read())
        try DatabaseBackup(folder: data).write(to: backup, replacing: false)
        try DatabaseBackup(folder: data).writeKey(to: backup + ".key", given: nil)
        #expect(try folder.mode("backup.sqlite.key") == 0o600)
        try FileManager.default.removeItem(atPath: data)
        #expect(try restore(backup, key: backup + ".key").isEmpty)
        #expect(try SealingKeyFile(folder: data).read()?.bytes == original.bytes)
        #expect(try await names() == ["anna"])
    }

    @Test("What is no backup of ours changes nothing")
    func refusal() async throws {
        try await add("anna")
        try DatabaseBackup(folder: data).write(to: backup, replacing: false)
        let whole = try Data(contentsOf: URL(fileURLWithPath: backup))
        let bad = folder.path + "/bad.sqlite"
        for content in [Data(), Data("no database".utf8), whole.prefix(whole.count / 2)] {
            try content.write(to: URL(fileURLWithPath: bad))
            #expect(throws: StartFailure.self) { _ = try restore(bad) }
        }
        try FileManager.default.removeItem(atPath: bad)
        try await DatabaseQueue(path: bad).write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
        #expect(failure { _ = try restore(bad) }.contains("not a database of edge-server"))
        #expect(failure { _ = try restore(folder.path + "/nothing") }.contains("there is no file"))
        #expect(failure { _ = try restore(backup, key: bad + ".key") }.contains("there is no file"))
        let next = SQLiteMigration(name: "999-future") { try $0.execute(sql: "CREATE TABLE future (x)") }
        _ = try SQLiteDatabase(path: backup, migrations: SQLiteMigration.all + [next])
        #expect(failure { _ = try restore(backup) }.contains("newer"))
        #expect(try await names() == ["anna"])
        let left = try FileManager.default.contentsOfDirectory(atPath: data)
        #expect(!left.contains { $0.contains("restoring") || $0.contains("before") })
    }

    @Test("Nothing is restored under a server that runs")
    func running() async throws {
        try await add("anna")
        try DatabaseBackup(folder: data).write(to: backup, replacing: false)
        let live = try DataFolder(path: data, use: .serving)
        #expect(failure { _ = try restore(backup) }.contains("another edge-server works with"))
        withExtendedLifetime(live) {}
    }

    @Test("A damaged database is replaced, and kept as it is")
    func damaged() async throws {
        try await add("anna")
        try DatabaseBackup(folder: data).write(to: backup, replacing: false)
        try Data("broken".utf8).write(to: URL(fileURLWithPath: data + "/edge.sqlite"))
        let former = try #require(try restore(backup).first)
        #expect(try await names() == ["anna"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: former)) == Data("broken".utf8))
    }
}
