import GRDB

/// A step of the database's form. Once released, a step is never changed: a mistake is mended by the next one.
struct SQLiteMigration: Sendable {
    /// `NNN-<feature>`, the name of its file; kept in the database.
    let name: String
    let apply: @Sendable (Database) throws -> Void

    /// All steps of this version, in order, numbered over all features.
    static let all: [SQLiteMigration] = [.accounts, .yotoAccount, .players, .listening, .rules]
}

extension [SQLiteMigration] {
    var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in self { migrator.registerMigration(migration.name) { try migration.apply($0) } }
        return migrator
    }
}
