import Core
import GRDB

/// ``UserStore`` in the table `user`.
struct SQLiteUserStore: UserStore {
    let database: SQLiteDatabase

    func all() async throws -> [User] {
        try await database.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM user ORDER BY username_key").map(User.init(row:))
        }
    }

    func user(id: String) async throws -> User? {
        try await database.read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM user WHERE id = ?", arguments: [id]).map(User.init(row:))
        }
    }

    func credentials(for name: Username) async throws -> Credentials? {
        try await database.read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT * FROM user WHERE username_key = ?", arguments: [name.key])
            return row.flatMap { row in
                PasswordHash(row["password_hash"] as String).map { Credentials(user: User(row: row), password: $0) }
            }
        }
    }

    func hasAdministrator() async throws -> Bool {
        try await database.read(Self.hasAdministrator)
    }

    func insert(_ user: User, password: PasswordHash) async throws -> UserWrite {
        try await database.write { try Self.insert(user, password, into: $0) }
    }

    func insertFirstAdministrator(_ user: User, password: PasswordHash) async throws -> UserWrite {
        try await database.write { database in
            if try Self.hasAdministrator(database) { return .refused }
            return try Self.insert(user, password, into: database)
        }
    }

    func update(_ id: String, _ change: UserChange) async throws -> UserWrite {
        try await guarded { database in
            guard try Self.exists(id, in: database) else { return .missing }
            if let name = change.username, try Self.isTaken(name, butBy: id, in: database) { return .nameTaken }
            try Self.apply(change, to: id, in: database)
            return .done
        }
    }

    func delete(_ id: String) async throws -> UserWrite {
        try await guarded { database in
            try database.execute(sql: "DELETE FROM user WHERE id = ?", arguments: [id])
            return database.changesCount == 0 ? .missing : .done
        }
    }

    /// Runs a change, and undoes it when it takes the last administrator away.
    private func guarded(_ change: @escaping @Sendable (Database) throws -> UserWrite) async throws -> UserWrite {
        do {
            return try await database.write { database in
                let before = try Self.hasAdministrator(database)
                let result = try change(database)
                if before, try !Self.hasAdministrator(database) { throw NoAdministratorLeft() }
                return result
            }
        } catch is NoAdministratorLeft {
            return .refused
        }
    }

    private struct NoAdministratorLeft: Error {}
}

// MARK: - Statements

extension SQLiteUserStore {
    private static func hasAdministrator(_ database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM user WHERE role = 'admin' AND disabled = 0)") ?? false
    }

    private static func exists(_ id: String, in database: Database) throws -> Bool {
        try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM user WHERE id = ?)", arguments: [id]) ?? false
    }

    private static func isTaken(_ name: Username, butBy id: String, in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM user WHERE username_key = ? AND id <> ?)",
            arguments: [name.key, id]) ?? false
    }

    private static func insert(_ user: User, _ password: PasswordHash, into database: Database) throws -> UserWrite {
        guard let name = Username(user.username) else { preconditionFailure("a user without a valid name") }
        if try isTaken(name, butBy: "", in: database) { return .nameTaken }
        try database.execute(
            sql: """
                INSERT INTO user (id, username, username_key, role, password_hash, disabled, created_at, last_login_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                user.id, name.text, name.key, user.role.rawValue, password.text, user.disabled,
                user.createdAt.milliseconds, user.lastLoginAt?.milliseconds,
            ])
        return .done
    }

    private static func apply(_ change: UserChange, to id: String, in database: Database) throws {
        var columns: [(String, (any DatabaseValueConvertible)?)] = []
        if let name = change.username { columns += [("username", name.text), ("username_key", name.key)] }
        if let role = change.role { columns.append(("role", role.rawValue)) }
        if let disabled = change.disabled { columns.append(("disabled", disabled)) }
        if let password = change.password { columns.append(("password_hash", password.text)) }
        if let moment = change.lastLoginAt { columns.append(("last_login_at", moment.milliseconds)) }
        if !columns.isEmpty {
            let assignments = columns.map { "\($0.0) = ?" }.joined(separator: ", ")
            try database.execute(
                sql: "UPDATE user SET \(assignments) WHERE id = ?",
                arguments: StatementArguments(columns.map(\.1) + [id]))
        }
        switch change.ending {
        case .none: break
        case .all: try database.execute(sql: "DELETE FROM session WHERE user_id = ?", arguments: [id])
        case .allBut(let kept):
            try database.execute(sql: "DELETE FROM session WHERE user_id = ? AND id <> ?", arguments: [id, kept])
        }
    }
}

extension User {
    /// From a row of `user`.
    init(row: Row) {
        self.init(
            id: row["id"], username: row["username"], role: Role(rawValue: row["role"]) ?? .listener,
            disabled: row["disabled"], createdAt: Timestamp(milliseconds: row["created_at"]),
            lastLoginAt: (row["last_login_at"] as Int64?).map(Timestamp.init(milliseconds:)))
    }
}
