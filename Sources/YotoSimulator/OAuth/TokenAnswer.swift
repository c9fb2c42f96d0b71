/// What `/oauth/token` answers (`yoto-platform.md` §1.5, F-oauth-6 and F-oauth-12).
struct TokenAnswer: Sendable {
    var accessToken = ""
    var refreshToken: String?
    var idToken: String?
    var expiresIn: Int
    var scopes: Set<String>

    var json: WireJSON {
        var json: WireJSON = [
            "access_token": .string(accessToken), "token_type": "Bearer", "expires_in": .int(expiresIn),
            "scope": .string(scopes.sorted().joined(separator: " ")), "id_token": idToken.map(WireJSON.string) ?? .null,
        ]
        json["refresh_token"] = refreshToken.map(WireJSON.string)
        return json
    }
}
