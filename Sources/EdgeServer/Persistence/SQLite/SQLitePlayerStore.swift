import Core
import Foundation
import GRDB

/// ``PlayerStore`` in the tables `player_event` and `player_state`.
struct SQLitePlayerStore: PlayerStore {
    let database: SQLiteDatabase
    var household = HouseholdDay()

    func append(_ batch: PlayerRegistry.Batch) async throws -> [Int64] {
        let events = batch.events
        let heard = batch.listening.map { ($0, household.text(of: $0.at)) }
        let texts = try batch.states.map { ($0.id, String(decoding: try JSONEncoder().encode($0), as: UTF8.self)) }
        return try await database.write { database in
            let insert = try database.cachedStatement(
                sql: """
                    INSERT INTO player_event (player_id, kind, source, player_time, at, changes)
                        VALUES (?, ?, ?, ?, ?, ?)
                    """)
            let ids = try events.map { event in
                try insert.execute(arguments: [
                    event.playerID, event.kind.rawValue, event.source, event.playerTime?.milliseconds,
                    event.arrivedAt.milliseconds, event.changesText,
                ])
                return database.lastInsertedRowID
            }
            for (id, text) in texts {
                try database.execute(
                    sql: """
                        INSERT INTO player_state (player_id, state) VALUES (?, ?)
                            ON CONFLICT (player_id) DO UPDATE SET state = excluded.state
                        """, arguments: [id, text])
            }
            for (change, day) in heard { try Self.add(change, day: day, to: database) }
            return ids
        }
    }

    func events(_ query: PlayerEventQuery) async throws -> [PlayerEvent] {
        try await database.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM player_event
                        WHERE (:player IS NULL OR player_id = :player) AND (:kind IS NULL OR kind = :kind)
                            AND id > :after AND id < :before
                        ORDER BY id DESC LIMIT :limit
                    """,
                arguments: [
                    "player": query.playerID, "kind": query.kind?.rawValue, "after": query.after ?? 0,
                    "before": query.before ?? Int64.max, "limit": min(max(query.limit, 1), 1000),
                ])
            return rows.map(PlayerEvent.init(row:))
        }
    }

    func latestEventID() async throws -> Int64 {
        try await database.read { try Int64.fetchOne($0, sql: "SELECT max(id) FROM player_event") ?? 0 }
    }

    func states() async throws -> [PlayerState] {
        let texts = try await database.read {
            try String.fetchAll($0, sql: "SELECT state FROM player_state ORDER BY player_id")
        }
        // A state that a later version wrote and this one cannot read is as good as unknown.
        return texts.compactMap { try? JSONDecoder().decode(PlayerState.self, from: Data($0.utf8)) }
    }

    func forgetStates(except ids: Set<String>) async throws {
        try await database.write { database in
            for id in try String.fetchAll(database, sql: "SELECT player_id FROM player_state") where !ids.contains(id) {
                try database.execute(sql: "DELETE FROM player_state WHERE player_id = ?", arguments: [id])
            }
        }
    }

    func prune(before moment: Timestamp, keeping: Int) async throws -> Int {
        try await database.write { database in
            try database.execute(
                sql: """
                    DELETE FROM player_event WHERE at < :moment
                        OR id <= (SELECT id FROM player_event ORDER BY id DESC LIMIT 1 OFFSET :keeping)
                    """,
                arguments: ["moment": moment.milliseconds, "keeping": keeping])
            return database.changesCount
        }
    }
}

extension PlayerEvent {
    /// From a row of `player_event`; a kind that a later version wrote reads as a report.
    fileprivate init(row: Row) {
        let playerTime: Int64? = row["player_time"]
        self.init(
            id: row["id"], playerID: row["player_id"], kind: Kind(rawValue: row["kind"]) ?? .report,
            source: row["source"], playerTime: playerTime.map(Timestamp.init(milliseconds:)),
            arrivedAt: Timestamp(milliseconds: row["at"]), changes: Self.changes(from: row["changes"]))
    }
}
