import Core

/// A browser that is signed in.
struct UserSession: Equatable, Sendable {
    var id: String
    var userID: String
    var createdAt: Timestamp
    var lastUsedAt: Timestamp
    var expiresAt: Timestamp
    /// As the browser told it, cut to ``maximumUserAgent``; for people to recognise it.
    var userAgent: String
    /// IP address of the sign-in.
    var address: String

    /// From the last use.
    static let lifetime = Duration.seconds(30 * 24 * 3600)
    /// Uses closer together than this are not written down.
    static let touchInterval = Duration.seconds(5 * 60)
    static let maximumUserAgent = 200
    /// Of one user; beyond it the one that was not used for longest ends.
    static let maximumCount = 50

    /// As JSON.
    struct View: Encodable {
        var id: String
        var createdAt: Timestamp
        var lastUsedAt: Timestamp
        var expiresAt: Timestamp
        var userAgent: String
        var address: String
        /// Whether it is the one that asks.
        var current: Bool
    }

    func view(current: Bool) -> View {
        View(
            id: id, createdAt: createdAt, lastUsedAt: lastUsedAt, expiresAt: expiresAt, userAgent: userAgent,
            address: address, current: current)
    }
}
