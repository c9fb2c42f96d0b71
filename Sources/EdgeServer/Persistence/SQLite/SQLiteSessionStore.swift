import Core
import Foundation
import GRDB

/// ``SessionStore`` in the table `session`.
struct SQLiteSessionStore: SessionStore {
    let database: SQLiteDatabase

    func insert(_ session: UserSession, tokenHash: Data) async throws -> Bool {
        try await database.write { database in
            try database.execute(
                sql: """
                    INSERT INTO session
                        (id, token_hash, user_id, created_at, last_used_at, expires_at, user_agent, address)
                    SELECT ?, ?, id, ?, ?, ?, ?, ? FROM user WHERE id = ? AND disabled = 0
                    """,
                arguments: [
                    session.id, tokenHash, session.createdAt.milliseconds, session.lastUsedAt.milliseconds,
                    session.expiresAt.milliseconds, session.userAgent, session.address, session.userID,
                ])
            guard database.changesCount == 1 else { return false }
            try database.execute(
                sql: """
                    DELETE FROM session WHERE user_id = :user AND id NOT IN
                        (SELECT id FROM session WHERE user_id = :user ORDER BY last_used_at DESC, id DESC LIMIT :limit)
                    """,
                arguments: ["user": session.userID, "limit": UserSession.maximumCount])
            return true
        }
    }

    func principal(tokenHash: Data, at now: Timestamp) async throws -> Principal? {
        try await database.read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM session WHERE token_hash = ? AND expires_at > ?",
                arguments: [tokenHash, now.milliseconds])
            guard let session = row.map(UserSession.init(row:)) else { return nil }
            let user = try Row.fetchOne(
                database, sql: "SELECT * FROM user WHERE id = ? AND disabled = 0", arguments: [session.userID])
            return user.map { Principal(user: User(row: $0), session: session) }
        }
    }

    func sessions(ofUser id: String, at now: Timestamp) async throws -> [UserSession] {
        try await database.read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM session WHERE user_id = ? AND expires_at > ? ORDER BY last_used_at DESC, id DESC",
                arguments: [id, now.milliseconds]
            ).map(UserSession.init(row:))
        }
    }

    func touch(_ id: String, lastUsedAt: Timestamp, expiresAt: Timestamp) async throws {
        try await database.write { database in
            try database.execute(
                sql: "UPDATE session SET last_used_at = ?, expires_at = ? WHERE id = ?",
                arguments: [lastUsedAt.milliseconds, expiresAt.milliseconds, id])
        }
    }

    func delete(_ id: String, ofUser userID: String) async throws -> Bool {
        try await database.write { database in
            try database.execute(
                sql: "DELETE FROM session WHERE id = ? AND user_id = ?", arguments: [id, userID])
            return database.changesCount == 1
        }
    }

    func deleteAll(ofUser id: String, except kept: String?) async throws -> Int {
        try await database.write { database in
            try database.execute(
                sql: "DELETE FROM session WHERE user_id = ? AND id <> ?", arguments: [id, kept ?? ""])
            return database.changesCount
        }
    }

    func deleteExpired(at now: Timestamp) async throws -> Int {
        try await database.write { database in
            try database.execute(sql: "DELETE FROM session WHERE expires_at <= ?", arguments: [now.milliseconds])
            return database.changesCount
        }
    }
}

extension UserSession {
    /// From a row of `session`.
    init(row: Row) {
        self.init(
            id: row["id"], userID: row["user_id"], createdAt: Timestamp(milliseconds: row["created_at"]),
            lastUsedAt: Timestamp(milliseconds: row["last_used_at"]),
            expiresAt: Timestamp(milliseconds: row["expires_at"]), userAgent: row["user_agent"],
            address: row["address"])
    }
}
