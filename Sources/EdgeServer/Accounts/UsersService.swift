import Core

/// Making, changing and removing users; used by the API and by `edge-server user`.
struct UsersService: Sendable {
    let store: any UserStore
    let hasher: PasswordHasher
    let audit: AuditLog
    let identifiers: IdentifierGenerator
    let now: @Sendable () -> Timestamp

    /// Who changes something, for the audit log.
    struct Actor: Sendable {
        var name: String
        var visitor: Visitor?

        static let commandLine = Actor(name: "command line")
    }

    /// What to change, as it was asked for; `nil` stays as it is.
    struct Change: Sendable {
        var username: String?
        var role: Role?
        var disabled: Bool?
        var password: String?
    }

    func all() async throws -> [User] { try await store.all() }

    /// - Throws: `Problem` when there is no such user.
    func user(id: String) async throws -> User {
        guard IdentifierGenerator.isIdentifier(id), let user = try await store.user(id: id) else { throw Self.missing }
        return user
    }

    /// - Throws: `Problem` when there is no user of this name.
    func user(named name: String) async throws -> User {
        guard let name = Username(name), let found = try await store.credentials(for: name) else { throw Self.missing }
        return found.user
    }

    /// - Throws: `Problem`: 409 when the name is taken, 422 for a name or password that cannot be.
    func create(name: String, password: String, role: Role, by actor: Actor) async throws -> User {
        let username = try Username.checked(name)
        try PasswordRules.check(password, username: username)
        let hash = try await hasher.hash(password)
        let user = User(id: identifiers.next(), username: username.text, role: role, createdAt: now())
        try check(await store.insert(user, password: hash))
        try await record(.userCreated, user.username, actor)
        return user
    }

    /// Changes a user. A new password and disabling end all sessions of the user.
    ///
    /// - Parameter keeping: id of a session that does not end.
    /// - Throws: `Problem`: 404, 409 for a taken name or the last administrator, 422 for what cannot be.
    func change(_ id: String, _ wanted: Change, keeping: String? = nil, by actor: Actor) async throws -> User {
        let before = try await user(id: id)
        var change = UserChange(role: wanted.role, disabled: wanted.disabled)
        change.username = try wanted.username.map { name in try Username.checked(name) }
        if let password = wanted.password {
            guard let name = change.username ?? Username(before.username) else { throw Self.missing }
            try PasswordRules.check(password, username: name)
            change.password = try await hasher.hash(password)
        }
        if wanted.password != nil || wanted.disabled == true {
            change.ending = keeping.map { .allBut($0) } ?? .all
        }
        try check(await store.update(id, change))
        try await record(change, of: before, actor)
        return try await user(id: id)
    }

    /// - Throws: `Problem`: 404, or 409 for the last administrator.
    func delete(_ id: String, by actor: Actor) async throws {
        let user = try await user(id: id)
        try check(await store.delete(id))
        try await record(.userDeleted, user.username, actor)
    }

    private func record(_ change: UserChange, of user: User, _ actor: Actor) async throws {
        if let name = change.username, name.text != user.username { try await record(.userRenamed, name.text, actor) }
        if let role = change.role, role != user.role { try await record(.userRoleChanged, user.username, actor) }
        if let disabled = change.disabled, disabled != user.disabled {
            try await record(disabled ? .userDisabled : .userEnabled, user.username, actor)
        }
        if change.password != nil { try await record(.passwordReset, user.username, actor) }
    }

    private func record(_ action: AuditAction, _ subject: String, _ actor: Actor) async throws {
        try await audit.record(action, actor: actor.name, subject: subject, visitor: actor.visitor)
    }

    private func check(_ result: UserWrite) throws {
        switch result {
        case .done: return
        case .missing: throw Self.missing
        case .nameTaken: throw Problem(.conflict, "There is a user of this name already.")
        case .refused: throw Problem(.conflict, "Somebody must stay administrator: make another one first.")
        }
    }

    private static let missing = Problem(.notFound, "There is no such user.")
}
