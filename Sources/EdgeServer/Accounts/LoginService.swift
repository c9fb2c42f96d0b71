import Core

/// Signing in by name and password.
struct LoginService: Sendable {
    let users: any UserStore
    let sessions: SessionService
    let hasher: PasswordHasher
    let limits: LoginLimits
    let audit: AuditLog
    let now: @Sendable () -> Timestamp

    /// Somebody who has just signed in.
    struct SignedIn: Sendable {
        var user: User
        var begun: SessionService.Begun
    }

    /// Signs in. An unknown name, a wrong password and a disabled user look alike and take as long.
    ///
    /// - Parameter previous: whose session the browser showed; it ends, since the new one takes its place.
    /// - Throws: `Problem` (401), or ``RefusedRequest`` (429, 503) with the time to wait.
    func login(name: String, password: String, previous: Principal?, visitor: Visitor) async throws -> SignedIn {
        // What is no name cannot be guessed, and must not fill the memory of the limits.
        guard let name = Username(name), password.utf8.count <= 4 * PasswordRules.length.upperBound else {
            throw Self.wrong
        }
        let credentials = try await users.credentials(for: name)
        let attempt = LoginTry(
            account: name, visitor: visitor,
            isFamiliar: try await sessions.isFamiliar(visitor, to: credentials?.user))
        try await limits.admit(attempt)
        guard try await isMatch(password, credentials, attempt), let credentials, !credentials.user.disabled,
            let begun = try await sessions.begin(credentials.user, visitor: visitor)
        else {
            // A name that does not exist is not kept: people type passwords into the wrong field.
            try await audit.record(.loginFailed, subject: credentials?.user.username, visitor: visitor)
            throw Self.wrong
        }
        await limits.succeeded(attempt)
        if let previous { try await sessions.end(previous) }
        return SignedIn(user: try await note(credentials, password, visitor), begun: begun)
    }

    private func isMatch(
        _ password: String, _ credentials: Credentials?, _ attempt: LoginTry
    ) async throws -> Bool {
        do {
            return try await hasher.isMatch(password, credentials?.password)
        } catch {
            await limits.withdrawn(attempt)
            throw error
        }
    }

    /// Writes the login down; brings the hash to the present cost on the way.
    private func note(_ credentials: Credentials, _ password: String, _ visitor: Visitor) async throws -> User {
        var user = credentials.user
        user.lastLoginAt = now()
        var change = UserChange(lastLoginAt: user.lastLoginAt)
        if hasher.isOutdated(credentials.password) { change.password = try? await hasher.hash(password) }
        _ = try await users.update(user.id, change)
        try await audit.record(.login, actor: user.username, visitor: visitor)
        return user
    }

    private static let wrong = Problem(.unauthorized, "The user name or the password is wrong.")
}
