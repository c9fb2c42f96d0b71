import GRDB

extension SQLiteMigration {
    /// Users, their sessions, and the log of what concerns security.
    static let accounts = SQLiteMigration(name: "001-accounts") { database in
        try database.execute(
            sql: """
                CREATE TABLE user (
                    id TEXT PRIMARY KEY NOT NULL,
                    username TEXT NOT NULL,
                    -- The name in lower case: two names that differ only in case are one.
                    username_key TEXT NOT NULL UNIQUE,
                    role TEXT NOT NULL CHECK (role IN ('admin', 'member', 'listener')),
                    password_hash TEXT NOT NULL,
                    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
                    created_at INTEGER NOT NULL,
                    last_login_at INTEGER
                ) STRICT;

                CREATE TABLE session (
                    id TEXT PRIMARY KEY NOT NULL,
                    token_hash BLOB NOT NULL UNIQUE,
                    user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
                    created_at INTEGER NOT NULL,
                    last_used_at INTEGER NOT NULL,
                    expires_at INTEGER NOT NULL,
                    user_agent TEXT NOT NULL,
                    address TEXT NOT NULL
                ) STRICT;
                CREATE INDEX session_by_user ON session (user_id);
                CREATE INDEX session_by_expiry ON session (expires_at);

                CREATE TABLE audit (
                    id TEXT PRIMARY KEY NOT NULL,
                    at INTEGER NOT NULL,
                    actor TEXT,
                    action TEXT NOT NULL,
                    subject TEXT,
                    address TEXT
                ) STRICT;
                """)
    }
}
