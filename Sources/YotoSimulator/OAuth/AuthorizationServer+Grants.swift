import Foundation

extension AuthorizationServer {
    /// A code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.6). A code works once: its second use ends what the first gave.
    ///
    /// - Throws: `OAuthError` `invalid_grant`.
    func exchangeCode(_ fields: FormFields, client: RegisteredClient) async throws -> TokenAnswer {
        guard let code = fields["code"] else { throw OAuthError.invalidRequest("Missing required parameter: code") }
        if let verifier = fields["code_verifier"] { remember(verifier) }
        guard let issued = codes[code], let login = logins[issued.login], login.clientID == client.id else {
            throw OAuthError.invalidGrant("Invalid authorization code")
        }
        guard !issued.isUsed else {
            logins[issued.login]?.isOver = true
            throw OAuthError.badVerifier
        }
        codes[code]?.isUsed = true
        guard issued.expires > clock.now else { throw OAuthError.invalidGrant("Invalid authorization code") }
        guard fields["redirect_uri"] == issued.redirectURI else {
            throw OAuthError.invalidGrant("The redirect URI is wrong.")
        }
        if let challenge = issued.challenge {
            guard let verifier = fields["code_verifier"], Self.isVerifier(verifier),
                Secret.equal(Secret.base64URLDigest(Data(verifier.utf8)), challenge)
            else { throw OAuthError.badVerifier }
        }
        return try await tokens(for: login, scopes: login.scopes, newRefreshToken: true)
    }

    /// RFC 7636 §4.1.
    private static func isVerifier(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count) && text.wholeMatch(of: /[A-Za-z0-9._~-]+/) != nil
    }

    /// A refresh token for new tokens. Every step up to the marking of the old one is without a pause, so of two
    /// simultaneous refreshes exactly one succeeds.
    ///
    /// - Throws: `OAuthError` `invalid_grant`.
    func refresh(_ fields: FormFields, client: RegisteredClient) async throws -> TokenAnswer {
        counts.refreshAttempts += 1
        guard let token = fields["refresh_token"] else {
            throw OAuthError.invalidRequest("Missing required parameter: refresh_token")
        }
        guard let issued = refreshTokens[token], let login = logins[issued.login], login.clientID == client.id else {
            throw OAuthError.badRefreshToken
        }
        let settings = settings.current
        guard !issued.isUsed else {
            counts.refreshReuses += 1
            if settings.reuseEndsLogin { logins[issued.login]?.isOver = true }
            throw OAuthError.badRefreshToken
        }
        guard !login.isOver, issued.expires.map({ $0 > clock.now }) ?? true else { throw OAuthError.badRefreshToken }
        let wanted = fields["scope"].map { Set($0.split(separator: " ").map(String.init)) } ?? login.scopes
        guard wanted.isSubset(of: login.scopes) else { throw OAuthError.scopesNotApproved }
        if settings.rotatesRefreshTokens { refreshTokens[token]?.isUsed = true }
        counts.refreshes += 1
        return try await tokens(for: login, scopes: wanted, newRefreshToken: settings.rotatesRefreshTokens)
    }

    /// Ends the login of a refresh token (RFC 7009). An unknown token is no error.
    func revoke(_ token: String, client: RegisteredClient) {
        guard let issued = refreshTokens[token], logins[issued.login]?.clientID == client.id else { return }
        counts.revocations += 1
        logins[issued.login]?.isOver = true
    }

    func tokens(for login: Login, scopes: Set<String>, newRefreshToken: Bool) async throws -> TokenAnswer {
        let settings = settings.current
        counts.accessTokens += 1
        let claims = AccessTokenClaims(
            login: login, scopes: scopes, number: counts.accessTokens, issuedAt: clock.now,
            seconds: settings.accessTokenSeconds)
        var answer = TokenAnswer(expiresIn: settings.accessTokenSeconds, scopes: scopes)
        if newRefreshToken, scopes.contains("offline_access") {
            let token = "v1." + Secret.random(60)
            refreshTokens[token] = IssuedRefreshToken(
                login: login.id,
                expires: settings.refreshTokenSeconds.map { clock.now.addingTimeInterval(Double($0)) })
            remember(token)
            answer.refreshToken = token
        }
        if login.audience == nil {
            answer.accessToken = Secret.random(32)
            opaqueTokens[answer.accessToken] = (
                login.id, clock.now.addingTimeInterval(Double(settings.accessTokenSeconds))
            )
        } else {
            answer.accessToken = try await issuer.sign(claims)
        }
        if scopes.contains("openid") { answer.idToken = try await issuer.sign(IDTokenClaims(claims)) }
        remember(answer.accessToken)
        if let idToken = answer.idToken { remember(idToken) }
        return answer
    }

    /// The claims of a token that the API takes: signed by us, for the API, neither expired nor ended.
    ///
    /// - Throws: `CloudError.unauthorized`.
    func claims(ofAPIToken token: String) async throws -> AccessTokenClaims {
        guard let claims = await issuer.verified(token), claims.aud.contains(AuthorizeRequest.apiAudience),
            Double(claims.exp) > clock.now.timeIntervalSince1970, claims.number > deadThrough
        else { throw CloudError.unauthorized }
        return claims
    }

    /// The scopes of any live access token, opaque ones included.
    func scopes(ofToken token: String) async throws -> Set<String> {
        if let opaque = opaqueTokens[token] {
            guard opaque.expires > clock.now, let login = logins[opaque.login] else { throw CloudError.unauthorized }
            return login.scopes
        }
        return try await claims(ofAPIToken: token).scopes
    }
}
