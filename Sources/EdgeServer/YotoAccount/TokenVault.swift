import Core
import Foundation

/// Where the login at Yoto is kept so that it outlives the process, and with a copy elsewhere, the machine.
protocol TokenVault: Sendable {
    /// - Throws: when it cannot be read or opened; that is not the same as there being none.
    func load() async throws -> YotoLogin?
    /// Keeps a login in place of the one before. It is durable when this returns.
    func save(_ login: YotoLogin) async throws
    /// Forgets it. Fine when there is none.
    func remove() async throws
}

/// The vault on this machine: sealed in the edge's database.
struct SealedTokenVault: TokenVault {
    private static let purpose = "yoto-login"

    let store: any YotoAccountStore
    let box: SecretBox

    func load() async throws -> YotoLogin? {
        guard let sealed = try await store.sealedLogin() else { return nil }
        return try JSONDecoder().decode(YotoLogin.self, from: box.open(sealed, for: Self.purpose))
    }

    func save(_ login: YotoLogin) async throws {
        try await store.keepLogin(box.seal(JSONEncoder().encode(login), for: Self.purpose))
    }

    func remove() async throws {
        try await store.keepLogin(nil)
    }
}
