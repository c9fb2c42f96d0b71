import GRDB

extension SQLiteMigration {
    /// The login at Yoto and the client it belongs to; each is one row or none.
    static let yotoAccount = SQLiteMigration(name: "002-yoto-account") { database in
        try database.execute(
            sql: """
                CREATE TABLE yoto_login (
                    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
                    -- AES-GCM: YotoLogin as JSON.
                    sealed BLOB NOT NULL
                ) STRICT;

                CREATE TABLE yoto_client (
                    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
                    client_id TEXT NOT NULL,
                    sealed_secret BLOB
                ) STRICT;
                """)
    }
}
