import Core

/// The parts of the feature, put together.
struct Accounts: Sendable {
    let setup: SetupService
    let login: LoginService
    let sessions: SessionService
    let password: PasswordService
    let users: UsersService
    let audit: AuditLog
    let cookie: SessionCookie

    /// What the parts are made of.
    struct Ingredients: Sendable {
        var users: any UserStore
        var sessions: any SessionStore
        var audit: any AuditStore
        var hasher: PasswordHasher
        var random = RandomBytes.system
        var now: @Sendable () -> Timestamp = Timestamp.now
    }

    init(_ ingredients: Ingredients, cookie: SessionCookie) {
        let now = ingredients.now
        let identifiers = IdentifierGenerator(now: now, random: ingredients.random)
        let limits = LoginLimits(now: now)
        let (store, hasher) = (ingredients.users, ingredients.hasher)
        self.cookie = cookie
        audit = AuditLog(store: ingredients.audit, identifiers: identifiers, now: now)
        sessions = SessionService(
            store: ingredients.sessions, audit: audit, identifiers: identifiers, random: ingredients.random, now: now)
        setup = SetupService(
            users: store, sessions: sessions, hasher: hasher, audit: audit, identifiers: identifiers)
        login = LoginService(
            users: store, sessions: sessions, hasher: hasher, limits: limits, audit: audit, now: now)
        password = PasswordService(users: store, hasher: hasher, limits: limits, audit: audit)
        users = UsersService(store: store, hasher: hasher, audit: audit, identifiers: identifiers, now: now)
    }
}
