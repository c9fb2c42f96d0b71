import Core

/// A user's own new password.
struct PasswordService: Sendable {
    let users: any UserStore
    let hasher: PasswordHasher
    let limits: LoginLimits
    let audit: AuditLog

    /// Changes the password and ends all other sessions of the user, both or neither.
    ///
    /// - Throws: `Problem`: 403 when the present password is wrong, 422 when the new one cannot be; ``RefusedRequest``
    ///   (429) after too many wrong ones: a stolen session must not be a way to guess.
    func change(from current: String, to new: String, of principal: Principal, visitor: Visitor) async throws {
        guard let name = Username(principal.user.username) else { throw Self.wrong }
        try PasswordRules.check(new, username: name)
        // Whoever has a session is no stranger, wherever the request is from.
        let attempt = LoginTry(account: name, visitor: visitor, isFamiliar: true)
        try await limits.admit(attempt)
        let credentials = try await users.credentials(for: name)
        guard current.utf8.count <= 4 * PasswordRules.length.upperBound,
            try await isMatch(current, credentials, attempt)
        else { throw Self.wrong }
        await limits.succeeded(attempt)
        let hash = try await hasher.hash(new)
        let change = UserChange(password: hash, ending: .allBut(principal.session.id))
        guard try await users.update(principal.user.id, change) == .done else { throw Self.wrong }
        try await audit.record(.passwordChanged, actor: principal.user.username, visitor: visitor)
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

    private static let wrong = Problem(.forbidden, "The present password is wrong.")
}
