import GRDB

extension SQLiteMigration {
    /// What was heard, and where listeners stopped.
    static let listening = SQLiteMigration(name: "004-listening") { database in
        try database.execute(
            sql: """
                CREATE TABLE listening (
                    player_id TEXT NOT NULL,
                    card_id TEXT NOT NULL,
                    -- YYYY-MM-DD in the household's zone.
                    day TEXT NOT NULL,
                    seconds INTEGER NOT NULL,
                    starts INTEGER NOT NULL,
                    finishes INTEGER NOT NULL,
                    skips INTEGER NOT NULL,
                    PRIMARY KEY (player_id, card_id, day)
                ) STRICT;
                CREATE INDEX listening_by_day ON listening (day);

                CREATE TABLE listening_resume (
                    player_id TEXT NOT NULL,
                    card_id TEXT NOT NULL,
                    chapter_key TEXT NOT NULL,
                    track_key TEXT NOT NULL,
                    position INTEGER NOT NULL,
                    at INTEGER NOT NULL,
                    PRIMARY KEY (player_id, card_id)
                ) STRICT;
                """)
    }
}
