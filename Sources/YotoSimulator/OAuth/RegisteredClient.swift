/// An application as `dashboard.yoto.dev` knows it (`yoto-platform.md` §1.2).
package struct RegisteredClient: Sendable, Equatable {
    /// What it calls itself at `/authorize`.
    package var id: String
    /// Of a confidential client; `nil` makes it a public one, which must use PKCE.
    package var secret: String?
    /// Shown on the consent page.
    package var name: String
    /// Compared as texts, port included.
    package var redirectURIs: [String]
    /// What was ticked in the dashboard; asking for more fails.
    package var scopes: Set<String>
    /// Whether the deprecated device grant is switched on.
    package var mayUseDeviceGrant: Bool

    package init(
        id: String, secret: String? = nil, name: String = "Yoto Smart Stream", redirectURIs: [String],
        scopes: Set<String> = YotoScope.all, mayUseDeviceGrant: Bool = true
    ) {
        self.id = id
        self.secret = secret
        self.name = name
        self.redirectURIs = redirectURIs
        self.scopes = scopes
        self.mayUseDeviceGrant = mayUseDeviceGrant
    }

    /// A public client for an edge on its default port.
    package static let example = RegisteredClient(
        id: "FAKEclientid00000000000000000000",
        redirectURIs: ["http://127.0.0.1:8080/oauth/callback", "http://localhost:8080/oauth/callback"])
}
