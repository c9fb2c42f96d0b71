/// Where Yoto's cloud is (`yoto-platform.md` §1.1, §2); the simulator brings its own.
package struct YotoEndpoints: Equatable, Sendable {
    /// The OAuth server, without a slash at its end.
    package var login: String
    /// The REST API, without a slash at its end.
    package var api: String
    /// The OAuth audience: a name, not an address. Without it access tokens are opaque and every call fails (§1.1).
    package var audience: String

    /// Yoto's own, unless others are given; a slash at the end of an address is forgiven.
    package init(
        login: String = "https://login.yotoplay.com", api: String = "https://api.yotoplay.com",
        audience: String = "https://api.yotoplay.com"
    ) {
        self.login = Self.withoutSlash(login)
        self.api = Self.withoutSlash(api)
        self.audience = audience
    }

    private static func withoutSlash(_ text: String) -> String {
        text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
