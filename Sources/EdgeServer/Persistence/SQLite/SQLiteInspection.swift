import GRDB

/// Looks at a database before anything is written to it.
struct SQLiteInspection {
    let database: Database
    /// For messages.
    let path: String

    /// - Throws: ``StartFailure`` when the file is another program's, was made by a newer version or is damaged.
    func run(migrations: [SQLiteMigration]) throws {
        guard try isOurs() else { throw StartFailure("\(path) is not a database of edge-server") }
        if try migrations.migrator.hasBeenSuperseded(database) {
            throw StartFailure(
                "\(path) was written by a newer edge-server than \(EdgeVersion.text); install that version again, "
                    + "or restore an older backup")
        }
        let findings = try String.fetchAll(database, sql: "PRAGMA quick_check(1)")
        guard findings == ["ok"] else {
            throw StartFailure("\(path) is damaged; restore a backup with `edge-server restore`")
        }
    }

    /// A file without tables is new, and will be ours.
    private func isOurs() throws -> Bool {
        let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        if id == SQLiteDatabase.applicationID { return true }
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
        return id == 0 && tables == 0
    }
}
