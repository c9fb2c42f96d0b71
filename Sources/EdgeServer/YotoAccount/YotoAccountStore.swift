import Foundation

/// What the Yoto account needs of the database: two values, sealed by the caller.
protocol YotoAccountStore: Sendable {
    /// The login, sealed; `nil` when there is none.
    func sealedLogin() async throws -> Data?
    /// Replaces the login; `nil` removes it. Durable when it returns.
    func keepLogin(_ sealed: Data?) async throws
    /// The client that was entered in the settings; `nil` when none was.
    func client() async throws -> StoredYotoClient?
    /// Replaces the client; `nil` removes it.
    func keepClient(_ client: StoredYotoClient?) async throws
}

/// A client of Yoto's dashboard as it is stored.
struct StoredYotoClient: Equatable, Sendable {
    var id: String
    /// Its secret, sealed; `nil` for a public client.
    var sealedSecret: Data?
}
