import Core
import GRDB

/// ``ListeningStore`` in the tables `listening` and `listening_resume`.
extension SQLitePlayerStore: ListeningStore {
    /// Adds a change, inside the transaction of the events it belongs to.
    static func add(_ change: ListeningChange, day: String, to database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO listening (player_id, card_id, day, seconds, starts, finishes, skips)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (player_id, card_id, day) DO UPDATE SET seconds = seconds + excluded.seconds,
                        starts = starts + excluded.starts, finishes = finishes + excluded.finishes,
                        skips = skips + excluded.skips
                """,
            arguments: [
                change.playerID, change.cardID, day, change.seconds, change.starts, change.finishes, change.skips,
            ])
        guard let resume = change.resume else { return }
        try database.execute(
            sql: """
                INSERT INTO listening_resume (player_id, card_id, chapter_key, track_key, position, at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (player_id, card_id) DO UPDATE SET chapter_key = excluded.chapter_key,
                        track_key = excluded.track_key, position = excluded.position, at = excluded.at
                """,
            arguments: [
                change.playerID, change.cardID, resume.chapterKey, resume.trackKey, resume.positionSeconds,
                resume.at.milliseconds,
            ])
    }

    func listening(_ query: ListeningQuery) async throws -> [ListeningDay] {
        try await database.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM listening
                        WHERE (:player IS NULL OR player_id = :player) AND (:card IS NULL OR card_id = :card)
                            AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
                        ORDER BY day DESC, seconds DESC LIMIT 5000
                    """,
                arguments: [
                    "player": query.playerID, "card": query.cardID, "from": query.from, "to": query.to,
                ])
            return rows.map { row in
                ListeningDay(
                    player: row["player_id"], card: row["card_id"], day: row["day"], seconds: row["seconds"],
                    starts: row["starts"], finishes: row["finishes"], skips: row["skips"])
            }
        }
    }

    func resumePoints(playerID: String?, cardID: String?) async throws -> [ResumePoint] {
        try await database.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM listening_resume
                        WHERE (:player IS NULL OR player_id = :player) AND (:card IS NULL OR card_id = :card)
                        ORDER BY at DESC LIMIT 1000
                    """, arguments: ["player": playerID, "card": cardID])
            return rows.map { row in
                ResumePoint(
                    player: row["player_id"], card: row["card_id"], chapterKey: row["chapter_key"],
                    trackKey: row["track_key"], positionSeconds: row["position"],
                    at: Timestamp(milliseconds: row["at"]))
            }
        }
    }

    func deleteListening(playerID: String?, cardID: String?) async throws -> Int {
        try await database.write { database in
            let clause = " WHERE (:player IS NULL OR player_id = :player) AND (:card IS NULL OR card_id = :card)"
            let arguments: StatementArguments = ["player": playerID, "card": cardID]
            try database.execute(sql: "DELETE FROM listening_resume" + clause, arguments: arguments)
            try database.execute(sql: "DELETE FROM listening" + clause, arguments: arguments)
            return database.changesCount
        }
    }
}
