import Core
import GRDB

/// ``AuditStore`` in the table `audit`, whose ids are in order of time.
struct SQLiteAuditStore: AuditStore {
    let database: SQLiteDatabase

    func append(_ entry: AuditEntry) async throws {
        try await database.write { database in
            try database.execute(
                sql: "INSERT INTO audit (id, at, actor, action, subject, address) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    entry.id, entry.at.milliseconds, entry.actor, entry.action.rawValue, entry.subject, entry.address,
                ])
        }
    }

    func entries(before: String?, limit: Int) async throws -> [AuditEntry] {
        try await database.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM audit WHERE :before IS NULL OR id < :before ORDER BY id DESC LIMIT :limit",
                arguments: ["before": before, "limit": limit])
            return rows.map(AuditEntry.init(row:))
        }
    }

    func prune(before moment: Timestamp, keeping: Int) async throws -> Int {
        try await database.write { database in
            try database.execute(
                sql: """
                    DELETE FROM audit WHERE at < :moment
                        OR id <= (SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET :keeping)
                    """,
                arguments: ["moment": moment.milliseconds, "keeping": keeping])
            return database.changesCount
        }
    }
}

extension AuditEntry {
    /// From a row of `audit`.
    fileprivate init(row: Row) {
        self.init(
            id: row["id"], at: Timestamp(milliseconds: row["at"]), actor: row["actor"],
            action: AuditAction(rawValue: row["action"]), subject: row["subject"], address: row["address"])
    }
}
