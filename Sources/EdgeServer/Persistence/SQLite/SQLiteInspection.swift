import GRDB

/// Looks at a database before anything is written to it.
struct SQLiteInspection {
    let database: Database
    /// For messages.
    let path: String

    /// - Parameter isBackup: then it must be ours already, and indexes are compared with their tables too.
    /// - Throws: ``StartFailure`` when the file is another program's, was made by a newer version or is damaged.
    func run(migrations: [SQLiteMigration], isBackup: Bool = false) throws {
        guard try isOurs(orNew: !isBackup) else { throw StartFailure("\(path) is not a database of edge-server") }
        if try migrations.migrator.hasBeenSuperseded(database) {
            throw StartFailure(
                "\(path) was written by a newer edge-server than \(EdgeVersion.text); install that version again, "
                    + "or restore an older backup")
        }
        let findings = try String.fetchAll(
            database, sql: isBackup ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)")
        guard findings == ["ok"] else {
            throw StartFailure("\(path) is damaged; restore a backup with `edge-server restore`")
        }
    }

    /// A file without tables is new, and will be ours.
    private func isOurs(orNew: Bool) throws -> Bool {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if id == SQLiteDatabase.applicationID { return true }
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        return orNew && id == 0 && tables == 0
    }
}
