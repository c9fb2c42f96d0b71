import GRDB

extension SQLiteMigration {
    /// Events of players, and the last known state of each.
    static let players = SQLiteMigration(name: "003-players") { database in
        try database.execute(
            sql: """
                CREATE TABLE player_event (
                    -- AUTOINCREMENT: an id is never used again, so that a browser can resume after it.
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    player_id TEXT NOT NULL,
                    kind TEXT NOT NULL,
                    source TEXT NOT NULL,
                    player_time INTEGER,
                    at INTEGER NOT NULL,
                    changes TEXT NOT NULL
                ) STRICT;
                CREATE INDEX player_event_by_player ON player_event (player_id, id);
                CREATE INDEX player_event_by_time ON player_event (at);

                CREATE TABLE player_state (
                    player_id TEXT PRIMARY KEY NOT NULL,
                    state TEXT NOT NULL
                ) STRICT;
                """)
    }
}
