import GRDB

extension SQLiteMigration {
    /// The household's rules, each as JSON.
    static let rules = SQLiteMigration(name: "005-rules") { database in
        try database.execute(
            sql: """
                CREATE TABLE rule (
                    id TEXT PRIMARY KEY NOT NULL,
                    body TEXT NOT NULL
                ) STRICT;
                """)
    }
}
