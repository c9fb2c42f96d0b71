import Core
import Foundation
import GRDB

/// The edge's database: one SQLite file in WAL mode.
///
/// Stores use ``read(_:)`` and ``write(_:)``. Both run on GRDB's own queues: neither the event loops nor the
/// cooperative pool ever waits for the disk.
struct SQLiteDatabase: Sendable {
    static let fileName = "edge.sqlite"
    /// `PRAGMA application_id` of our files, "Yoto" in ASCII.
    static let applicationID = 0x596F_746F

    private let pool: DatabasePool

    /// Opens the file, makes it when it is absent, checks it and brings it to the form of this version.
    ///
    /// Blocks for milliseconds; call it off the event loops.
    ///
    /// - Parameter migrates: whether an older form may be changed: not by a command beside a server that runs.
    /// - Throws: ``StartFailure`` when it cannot be opened, is damaged, is not ours, was made by a newer version, or is
    ///   older and is not to be changed.
    init(path: String, migrations: [SQLiteMigration] = SQLiteMigration.all, migrates: Bool = true) throws {
        try Self.makeFile(path)
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            try pool.read { try SQLiteInspection(database: $0, path: path).run(migrations: migrations) }
            if migrates {
                try pool.write { try $0.execute(sql: "PRAGMA application_id = \(Self.applicationID)") }
                try migrations.migrator.migrate(pool)
            } else if try !pool.read(migrations.migrator.hasCompletedMigrations) {
                throw StartFailure(
                    "\(path) is of an older version; start `edge-server serve` once to bring it up to date")
            }
            // GRDB sets NORMAL with WAL, which may lose the last transactions in a power cut. A refresh token that was
            // used up and whose successor is lost means that the family has to connect again.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch let error as DatabaseError {
            throw StartFailure(opening: path, error)
        }
    }

    /// Reads a consistent state; several reads may run at a time, also beside a write.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await pool.read(body)
    }

    /// Runs a transaction: all of it is on disk when this returns, or nothing of it when it throws.
    ///
    /// Cancelling the task does not stop it: a token that was just received must be kept also when its request ended.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWrite(body) { _, result in continuation.resume(with: result) }
        }
    }

    /// Reads the number of the database's form, which touches the file.
    func probe() async throws {
        _ = try await read { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "edge"
        configuration.foreignKeysEnabled = true
        // `edge-server user` may hold the file for moments while the server runs.
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 3
        return configuration
    }

    /// Makes the file for its owner only, or narrows it: SQLite gives its journals the same mode.
    private static func makeFile(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StartFailure("cannot open \(path): \(String(cString: strerror(errno))); look at the rights of --data")
        }
        defer { close(descriptor) }
        _ = fchmod(descriptor, 0o600)
    }
}

extension StartFailure {
    /// Puts words to an error of SQLite's.
    init(opening path: String, _ error: DatabaseError) {
        switch error.resultCode {
        case .SQLITE_NOTADB: self.init("\(path) is not a database")
        case .SQLITE_CORRUPT:
            self.init("\(path) is damaged; restore a backup with `edge-server restore`")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init("\(path) is held by another program; try again when that has ended")
        case .SQLITE_FULL: self.init("no space is left for \(path)")
        default: self.init("cannot use \(path): \(error.message ?? "SQLite error \(error.resultCode.rawValue)")")
        }
    }
}
