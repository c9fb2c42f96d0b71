import Foundation
import GRDB

/// ``RuleStore`` in the table `rule`, whose ids are in order of time.
struct SQLiteRuleStore: RuleStore {
    let database: SQLiteDatabase

    func rules() async throws -> [Rule] {
        let bodies = try await database.read { try String.fetchAll($0, sql: "SELECT body FROM rule ORDER BY id") }
        // A rule that a later version wrote and this one cannot read does not run here.
        return bodies.compactMap { try? JSONDecoder().decode(Rule.self, from: Data($0.utf8)) }
    }

    func save(_ rule: Rule) async throws {
        let body = String(decoding: try JSONEncoder().encode(rule), as: UTF8.self)
        try await database.write {
            try $0.execute(
                sql: "INSERT INTO rule (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                arguments: [rule.id, body])
        }
    }

    func deleteRule(_ id: String) async throws -> Bool {
        try await database.write {
            try $0.execute(sql: "DELETE FROM rule WHERE id = ?", arguments: [id])
            return $0.changesCount > 0
        }
    }
}
