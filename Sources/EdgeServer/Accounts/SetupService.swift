import Core
import Crypto

/// The first administrator, made by whoever has the link that the server printed when it started.
actor SetupService {
    private let users: any UserStore
    private let sessions: SessionService
    private let hasher: PasswordHasher
    private let audit: AuditLog
    private let identifiers: IdentifierGenerator
    /// SHA-256 of the link's token; `nil` while there is no link.
    private var expected: [UInt8]?
    /// Once there is an administrator there always is one.
    private var isFinished = false

    init(
        users: any UserStore, sessions: SessionService, hasher: PasswordHasher, audit: AuditLog,
        identifiers: IdentifierGenerator
    ) {
        self.users = users
        self.sessions = sessions
        self.hasher = hasher
        self.audit = audit
        self.identifiers = identifiers
    }

    /// Whether nobody can sign in as administrator yet.
    var isNeeded: Bool {
        get async throws {
            if isFinished { return false }
            isFinished = try await users.hasAdministrator()
            return !isFinished
        }
    }

    /// A new link, if one is needed; an earlier one then is void.
    ///
    /// - Returns: the link's token, which is kept nowhere.
    func makeToken(random: RandomBytes) async throws -> String? {
        guard try await isNeeded else { return nil }
        let token = Base64URL.text(random(count: 32))
        expected = Self.hash(token)
        return token
    }

    /// Makes the administrator and signs in.
    ///
    /// - Throws: `Problem`: 403 for a token that is not the present one, in the same words whatever is wrong with it;
    ///   422 for a name or password that cannot be, after which the link still holds.
    func finish(
        token: String, name: String, password: String, visitor: Visitor
    ) async throws -> LoginService.SignedIn {
        guard let offered = expected, ConstantTime.areEqual(offered, Self.hash(token)), try await isNeeded else {
            throw Self.refusal
        }
        let username = try Username.checked(name)
        try PasswordRules.check(password, username: username)
        let hash = try await hasher.hash(password)
        let user = User(
            id: identifiers.next(), username: username.text, role: .admin, createdAt: audit.now(),
            lastLoginAt: audit.now())
        // Two visitors may have come so far; the store lets one of them through.
        guard try await users.insertFirstAdministrator(user, password: hash) == .done else { throw Self.refusal }
        expected = nil
        isFinished = true
        try await audit.record(.setupFinished, actor: user.username, visitor: visitor)
        guard let begun = try await sessions.begin(user, visitor: visitor) else { throw Self.refusal }
        return LoginService.SignedIn(user: user, begun: begun)
    }

    private static func hash(_ token: String) -> [UInt8] { Array(SHA256.hash(data: Array(token.utf8))) }

    private static let refusal = Problem(
        .forbidden, "This setup link is not valid. Start the server again to get a new one.")
}
