import Foundation
import GRDB

/// The Yoto account in the edge's database.
struct SQLiteYotoAccountStore: YotoAccountStore {
    let database: SQLiteDatabase

    func sealedLogin() async throws -> Data? {
        try await database.read { try Data.fetchOne($0, sql: "SELECT sealed FROM yoto_login") }
    }

    func keepLogin(_ sealed: Data?) async throws {
        try await database.write { database in
            guard let sealed else { return try database.execute(sql: "DELETE FROM yoto_login") }
            try database.execute(
                sql: """
                    INSERT INTO yoto_login (id, sealed) VALUES (1, ?)
                    ON CONFLICT DO UPDATE SET sealed = excluded.sealed
                    """,
                arguments: [sealed])
        }
    }

    func client() async throws -> StoredYotoClient? {
        try await database.read { database in
            try Row.fetchOne(database, sql: "SELECT client_id, sealed_secret FROM yoto_client").map { row in
                StoredYotoClient(id: row["client_id"], sealedSecret: row["sealed_secret"])
            }
        }
    }

    func keepClient(_ client: StoredYotoClient?) async throws {
        try await database.write { database in
            try database.execute(sql: "DELETE FROM yoto_client")
            guard let client else { return }
            try database.execute(
                sql: "INSERT INTO yoto_client (id, client_id, sealed_secret) VALUES (1, ?, ?)",
                arguments: [client.id, client.sealedSecret])
        }
    }
}
