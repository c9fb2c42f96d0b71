import Core
import Foundation

/// Which client of Yoto's dashboard the edge is: from the environment, or as it was entered in the settings.
struct YotoClientService: Sendable {
    private static let purpose = "yoto-client-secret"

    /// From `YOTO_CLIENT_ID` and `YOTO_CLIENT_SECRET`; wins over what was entered.
    let fixed: YotoOAuthClient?
    let store: any YotoAccountStore
    let box: SecretBox

    /// - Throws: ``Problem`` when none is known.
    func current() async throws -> YotoOAuthClient {
        guard let client = try await known() else {
            throw Problem(.conflict, "Enter the client id of your app at Yoto's dashboard first.")
        }
        return client
    }

    /// `nil` when none is known.
    func known() async throws -> YotoOAuthClient? {
        if let fixed { return fixed }
        guard let stored = try await store.client() else { return nil }
        let secret = try stored.sealedSecret.map { try box.open($0, for: Self.purpose) }
        return YotoOAuthClient(id: stored.id, secret: secret.map { String(decoding: $0, as: UTF8.self) })
    }

    /// Keeps what was entered.
    ///
    /// - Throws: ``Problem`` when it is no client, or the environment decides.
    func enter(id: String, secret: String?) async throws {
        guard fixed == nil else {
            throw Problem(.conflict, "YOTO_CLIENT_ID is set in the edge's environment, which decides.")
        }
        guard Self.isPlausible(id), secret.map(Self.isPlausible) ?? true else {
            throw Problem(.unprocessable, "A client id and a secret are 1 to 200 visible characters without spaces.")
        }
        let sealed = try secret.map { try box.seal(Data($0.utf8), for: Self.purpose) }
        try await store.keepClient(StoredYotoClient(id: id, sealedSecret: sealed))
    }

    private static func isPlausible(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}
