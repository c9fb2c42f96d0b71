import Core

/// What the Yoto account takes from the configuration.
struct YotoAccountSettings: Sendable {
    /// `EDGE_PUBLIC_URL` with `/oauth/callback`: to be registered at Yoto's dashboard, letter by letter.
    var callbackURL: String
    /// The address that Yoto sends the browser to when the final address is pasted; a loopback one, which Yoto accepts
    /// for any client that registered it (`yoto-platform.md` §1.2).
    var pasteURL: String
    /// Asked for, space-separated in the request (`yoto-platform.md` §1.6).
    var scopes: [YotoScope] = YotoScope.suggested
    /// How long a login lasts after it was made, whatever is renewed; `nil` as long as nobody knows
    /// (`yoto-platform.md` §7.2).
    var loginLifetime: Duration?
    /// How long before its end a person is warned.
    var warningTime: Duration = .seconds(7 * 24 * 3600)
    /// How long a connection that was begun may take.
    var connectTime: Duration = .seconds(600)
}
