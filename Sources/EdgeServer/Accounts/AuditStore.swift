import Core

/// The log of what concerns security, newest first.
protocol AuditStore: Sendable {
    func append(_ entry: AuditEntry) async throws
    /// - Parameter before: id of an entry; only older ones are listed.
    func entries(before: String?, limit: Int) async throws -> [AuditEntry]
    /// Forgets what is older than a moment, and all but the newest `keeping`; how many that were.
    func prune(before moment: Timestamp, keeping: Int) async throws -> Int
}

/// Something that somebody did, or tried to do.
struct AuditEntry: Codable, Equatable, Sendable {
    var id: String
    var at: Timestamp
    /// Name of the user, or `command line`; `nil` when nobody was signed in.
    var actor: String?
    var action: AuditAction
    /// What it was done to: the name of a user, the id of a session.
    var subject: String?
    /// IP address.
    var address: String?
}

/// Kinds of entries; the words are kept in the database and never change their meaning. Other features add theirs.
struct AuditAction: RawRepresentable, Codable, Hashable, Sendable {
    let rawValue: String

    init(rawValue: String) {
        self.rawValue = rawValue
    }

    private init(_ word: String) {
        rawValue = word
    }

    static let setupFinished = AuditAction("setup")
    static let login = AuditAction("login")
    static let loginFailed = AuditAction("login-failed")
    static let logout = AuditAction("logout")
    static let passwordChanged = AuditAction("password-changed")
    static let passwordReset = AuditAction("password-reset")
    static let sessionRevoked = AuditAction("session-revoked")
    static let sessionsRevoked = AuditAction("sessions-revoked")
    static let userCreated = AuditAction("user-created")
    static let userRenamed = AuditAction("user-renamed")
    static let userRoleChanged = AuditAction("user-role-changed")
    static let userDisabled = AuditAction("user-disabled")
    static let userEnabled = AuditAction("user-enabled")
    static let userDeleted = AuditAction("user-deleted")
    static let yotoClientChanged = AuditAction("yoto-client-changed")
    static let yotoConnectBegun = AuditAction("yoto-connect-begun")
    static let yotoConnected = AuditAction("yoto-connected")
    static let yotoDisconnected = AuditAction("yoto-disconnected")
}
