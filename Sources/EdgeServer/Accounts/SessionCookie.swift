import HTTPTypes

/// The cookie that carries a session (`design.md` §5).
struct SessionCookie: Sendable {
    /// Whether browsers send it over https only, and over http to this machine.
    let isSecure: Bool

    /// - Parameter allowsInsecure: `--insecure-lan`; without meaning when the public address is https.
    init(publicURL: PublicURL, allowsInsecure: Bool) {
        isSecure = publicURL.isHTTPS || !allowsInsecure
    }

    /// `__Host-` binds it to this host, this scheme and all paths.
    var name: String { isSecure ? "__Host-session" : "session" }

    /// The token of a request; `nil` without one, or when it has not the form of a token.
    ///
    /// The first that has the form counts: a name twice is somebody's mistake or attempt, and no reason to fail.
    func token(in fields: HTTPFields) -> SessionToken? {
        fields[values: .cookie].lazy
            .flatMap { $0.split(separator: ";") }
            .compactMap { pair in
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == name else { return nil }
                return SessionToken(parts[1])
            }
            .first
    }

    /// The field that gives a browser its token.
    func setting(_ token: SessionToken) -> String {
        "\(name)=\(token.text); Max-Age=\(UserSession.lifetime.components.seconds); \(attributes)"
    }

    /// The field that takes it away.
    var clearing: String { "\(name)=; Max-Age=0; \(attributes)" }

    private var attributes: String {
        "Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }
}
