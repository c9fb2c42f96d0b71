import Core

/// Sessions: how they begin, are recognised, slide on and end.
struct SessionService: Sendable {
    let store: any SessionStore
    let audit: AuditLog
    let identifiers: IdentifierGenerator
    let random: RandomBytes
    let now: @Sendable () -> Timestamp

    /// A session that has just begun, with the token that nobody will know again.
    struct Begun: Sendable {
        var session: UserSession
        var token: SessionToken
    }

    /// A token that was recognised.
    struct Recognised: Sendable {
        var principal: Principal
        /// Whether the session now ends later than the browser was told.
        var wasExtended: Bool
    }

    /// Begins a session with a token of its own, whatever token the browser has shown.
    ///
    /// - Returns: `nil` when the user was disabled or deleted in the meantime.
    func begin(_ user: User, visitor: Visitor) async throws -> Begun? {
        let moment = now()
        let token = SessionToken(random: random)
        let session = UserSession(
            id: identifiers.next(), userID: user.id, createdAt: moment, lastUsedAt: moment,
            expiresAt: moment.advanced(by: UserSession.lifetime),
            userAgent: String(visitor.userAgent.prefix(UserSession.maximumUserAgent)), address: visitor.address)
        return try await store.insert(session, tokenHash: token.hash) ? Begun(session: session, token: token) : nil
    }

    /// Who shows this token, if anybody; notes the use, at most every five minutes.
    func recognise(_ token: SessionToken) async throws -> Recognised? {
        let moment = now()
        guard let principal = try await store.principal(tokenHash: token.hash, at: moment) else { return nil }
        guard moment.since(principal.session.lastUsedAt) >= UserSession.touchInterval else {
            return Recognised(principal: principal, wasExtended: false)
        }
        var extended = principal
        extended.session.lastUsedAt = moment
        extended.session.expiresAt = moment.advanced(by: UserSession.lifetime)
        do {
            try await store.touch(principal.session.id, lastUsedAt: moment, expiresAt: extended.session.expiresAt)
        } catch {
            // A full disk must not sign everybody out: the session is good, it only does not last longer.
            return Recognised(principal: principal, wasExtended: false)
        }
        return Recognised(principal: extended, wasExtended: true)
    }

    func sessions(of principal: Principal) async throws -> [UserSession.View] {
        try await store.sessions(ofUser: principal.user.id, at: now())
            .map { $0.view(current: $0.id == principal.session.id) }
    }

    /// Whether a user is signed in from the address of a visitor. Asked for an unknown user too, so that it takes as
    /// long; an address that everybody shares is familiar to nobody.
    func isFamiliar(_ visitor: Visitor, to user: User?) async throws -> Bool {
        let known = try await store.sessions(ofUser: user?.id ?? "", at: now())
        return visitor.isDistinct && known.contains { $0.address == visitor.address }
    }

    /// Ends the session that asks.
    func logout(_ principal: Principal, visitor: Visitor) async throws {
        guard try await store.delete(principal.session.id, ofUser: principal.user.id) else { return }
        try await audit.record(.logout, actor: principal.user.username, visitor: visitor)
    }

    /// Ends one of the user's own sessions.
    ///
    /// - Throws: `Problem` when the user has none of this id.
    func revoke(_ id: String, by principal: Principal, visitor: Visitor) async throws {
        guard IdentifierGenerator.isIdentifier(id), try await store.delete(id, ofUser: principal.user.id) else {
            throw Problem(.notFound, "There is no session of this id.")
        }
        try await audit.record(.sessionRevoked, actor: principal.user.username, subject: id, visitor: visitor)
    }

    /// Ends all of the user's sessions but the one that asks.
    func revokeOthers(of principal: Principal, visitor: Visitor) async throws {
        guard try await store.deleteAll(ofUser: principal.user.id, except: principal.session.id) > 0 else { return }
        try await audit.record(.sessionsRevoked, actor: principal.user.username, visitor: visitor)
    }

    /// Ends the session of a token that is replaced.
    func end(_ principal: Principal) async throws {
        _ = try await store.delete(principal.session.id, ofUser: principal.user.id)
    }

    func forgetExpired() async throws {
        _ = try await store.deleteExpired(at: now())
    }
}
