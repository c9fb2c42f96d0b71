/// What a login has given us (`yoto-platform.md` §1.5). Printing one shows no token.
package struct YotoTokens: Equatable, Sendable {
    /// The bearer of the REST API and the password of MQTT.
    package var accessToken: String
    /// Good for one refresh; absent without `offline_access`.
    package var refreshToken: String?
    /// When the access token ends, by our clock.
    package var expiresAt: Timestamp
    /// What was granted, which can be less than what was asked for.
    package var scopes: Set<YotoScope>

    package init(accessToken: String, refreshToken: String?, expiresAt: Timestamp, scopes: Set<YotoScope>) {
        self.accessToken = accessToken
        self.refreshToken = refreshToken
        self.expiresAt = expiresAt
        self.scopes = scopes
    }

    /// The claims of the access token, unverified: for display only.
    package var claims: YotoTokenClaims? { YotoTokenClaims(accessToken: accessToken) }
}

extension YotoTokens: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        "YotoTokens(until \(expiresAt), \(refreshToken == nil ? "without" : "with") refresh token)"
    }
    package var debugDescription: String { description }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension YotoTokens {
    /// Reads a token response.
    ///
    /// Lenient about everything but the access token: a refresh has used the old refresh token up, so throwing the
    /// answer away because of its decoration would end the login.
    ///
    /// - Parameters:
    ///   - previous: what stands for a refresh token or scopes that are absent (RFC 6749 §5.1, §6).
    ///   - requested: the scopes asked for.
    init?(_ response: JSONObject, previous: YotoTokens?, requested: [YotoScope], now: Timestamp) {
        guard let accessToken = response[string: "access_token"], !accessToken.isEmpty else { return nil }
        self.accessToken = accessToken
        let refreshToken = response[string: "refresh_token"]
        self.refreshToken = refreshToken.flatMap { $0.isEmpty ? nil : $0 } ?? previous?.refreshToken
        scopes = response[string: "scope"].map(YotoScope.set) ?? previous?.scopes ?? Set(requested)
        if let seconds = response[int: "expires_in"] {
            expiresAt = now.advanced(by: .seconds(min(max(seconds, 0), Self.longestLifeSeconds)))
        } else {
            let claimed = YotoTokenClaims(accessToken: accessToken)?.expiresAt
            expiresAt = claimed ?? now.advanced(by: .seconds(Self.unknownLifeSeconds))
        }
    }

    /// Ten years: more is nonsense, and must not overflow.
    private static let longestLifeSeconds = 315_360_000
    /// When nothing says how long the token lives: soon asked for again rather than used when it is dead.
    private static let unknownLifeSeconds = 600
}
