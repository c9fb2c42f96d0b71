import Foundation
import HTTPClient
import Testing

@testable import Core

@Suite struct OAuthTests {
    static let now = Timestamp(milliseconds: 1_795_453_200_000)
    static let tokens = YotoTokens(
        accessToken: "old-access", refreshToken: "v1.old-refresh", expiresAt: now,
        scopes: [.offlineAccess, .familyView])

    static func oauth(_ server: CannedServer, secret: String? = nil) -> YotoOAuth {
        YotoOAuth(
            client: YotoOAuthClient(id: "client", secret: secret), endpoints: .init(login: "https://login.test/"),
            send: { request throws(HTTPClientError) in try server.send(request) }, now: { now })
    }

    @Test("The challenge is that of RFC 7636, appendix B")
    func challenge() throws {
        let key = try #require(ProofKey(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
        #expect(key.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        let made = ProofKey(randomBytes: RandomBytes { Array(repeating: 0xFB, count: $0) })
        #expect(made.verifier.utf8.count == 43)
        #expect(ProofKey(verifier: made.verifier) == made)
        #expect(ProofKey().verifier != ProofKey().verifier)
        #expect(!"\(made)".contains(made.verifier) && !String(reflecting: made).contains(made.verifier))
        for bad in ["", "short", String(repeating: "a", count: 129), String(repeating: "é", count: 43)] {
            #expect(ProofKey(verifier: bad) == nil)
        }
    }

    @Test("The authorize address has every parameter of §1.3, escaped")
    func authorizeURL() throws {
        let key = try #require(ProofKey(verifier: String(repeating: "a", count: 43)))
        let url = Self.oauth(CannedServer([])).authorizeURL(
            redirectURL: "http://127.0.0.1:8787/callback", state: "a b&c", key: key,
            scopes: [.offlineAccess, .familyView],
            prompt: "login")
        let parts = try #require(URLComponents(string: url))
        #expect(url.hasPrefix("https://login.test/authorize?"))
        let query = Dictionary(uniqueKeysWithValues: (parts.queryItems ?? []).map { ($0.name, $0.value ?? "") })
        #expect(
            query == [
                "audience": "https://api.yotoplay.com", "scope": "offline_access family:view", "response_type": "code",
                "client_id": "client", "redirect_uri": "http://127.0.0.1:8787/callback",
                "code_challenge": key.challenge,
                "code_challenge_method": "S256", "state": "a b&c", "prompt": "login",
            ])
    }

    @Test("A code is exchanged with its verifier, on a connection of its own", arguments: [nil, "s3cret"])
    func exchange(secret: String?) async throws {
        let server = CannedServer([try Fixture.response("F-oauth-6")])
        let key = ProofKey()
        let tokens = try await Self.oauth(server, secret: secret).exchange(
            code: "c", key: key, redirectURL: "https://a/b")
        let request = server.requests[0]
        #expect(request.method == "POST" && request.url == "https://login.test/oauth/token")
        #expect(!request.reusesConnection)
        #expect(request.headers["content-type"] == "application/x-www-form-urlencoded")
        #expect(request.form["grant_type"] == "authorization_code" && request.form["code"] == "c")
        #expect(request.form["code_verifier"] == key.verifier && request.form["redirect_uri"] == "https://a/b")
        #expect(request.form["client_id"] == "client" && request.form["client_secret"] == secret)
        #expect(request.form["audience"] == "https://api.yotoplay.com")
        #expect(tokens.refreshToken == "v1.MFAKErefreshtoken0000000000000000000001")
        #expect(tokens.expiresAt.milliseconds == 1_795_539_600_000)
        #expect(YotoScope.missing(from: tokens.scopes).isEmpty)
    }

    @Test("A refresh rotates; without a new refresh token the old one stays")
    func refresh() async throws {
        let server = CannedServer([try Fixture.response("F-oauth-6"), try Fixture.response("F-oauth-12")])
        let oauth = Self.oauth(server)
        let first = try await oauth.refresh(Self.tokens)
        #expect(first.refreshToken == "v1.MFAKErefreshtoken0000000000000000000001")
        let second = try await oauth.refresh(first)
        #expect(second.refreshToken == first.refreshToken)
        #expect(second.expiresAt == Self.now.advanced(by: .seconds(3600)))
        #expect(second.scopes == [.offlineAccess])
        #expect(server.requests.map { $0.form["refresh_token"] } == ["v1.old-refresh", first.refreshToken])
        var none = Self.tokens
        none.refreshToken = nil
        let error = await #expect(throws: YotoOAuthError.self) { try await oauth.refresh(none) }
        #expect(error?.code == .invalidGrant)
    }

    @Test("A used-up refresh never costs us the new one because of its decoration")
    func oddTokens() async throws {
        let answers: [(String, Int)] = [
            (#"{"access_token":"a","refresh_token":"r","expires_in":"120"}"#, 120),
            (#"{"access_token":"a","refresh_token":"r"}"#, 600),
            (#"{"access_token":"a","refresh_token":"r","expires_in":null,"token_type":7,"scope":[]}"#, 600),
            (#"{"access_token":"a","refresh_token":"r","expires_in":-5}"#, 0),
            (#"{"access_token":"a","refresh_token":"r","expires_in":1e30}"#, 600),
            (#"{"access_token":"a","refresh_token":"r","expires_in":9223372036854775807}"#, 315_360_000),
        ]
        for (body, seconds) in answers {
            let server = CannedServer([HTTPClientResponse(status: 200, body: Data(body.utf8))])
            let tokens = try await Self.oauth(server).refresh(Self.tokens)
            #expect(tokens.refreshToken == "r")
            #expect(tokens.expiresAt == Self.now.advanced(by: .seconds(seconds)), "\(body)")
            #expect(tokens.scopes == Self.tokens.scopes)
        }
    }

    @Test("Tokens never show themselves")
    func hidden() throws {
        var dumped = ""
        dump(Self.tokens, to: &dumped)
        for text in ["\(Self.tokens)", String(reflecting: Self.tokens), dumped] {
            #expect(!text.contains("old-access") && !text.contains("old-refresh"))
        }
    }

    @Test("Claims are read for display, and nonsense is none")
    func claims() throws {
        let payload = Base64URL.text(try Fixture.data("F-oauth-7"))
        let claims = try #require(YotoTokenClaims(accessToken: "e30.\(payload).c2ln"))
        #expect(claims.subject == "auth0|65f000000000000000000001")
        #expect(claims.expiresAt == Timestamp(milliseconds: 1_795_539_600_000))
        #expect(claims.scopes.contains(.devicesControl))
        for bad in [
            "", "opaque", "a.b", "a.!.c", "a.W10.c", "a.e30.c.d", "e30." + String(repeating: "A", count: 20_000) + ".c",
        ] {
            #expect(YotoTokenClaims(accessToken: bad) == nil)
        }
        let far = Base64URL.text(Data(#"{"exp":9223372036854775807}"#.utf8))
        #expect(YotoTokenClaims(accessToken: "e30.\(far).c")?.expiresAt == nil)
    }

    @Test("A device login shows its code and keeps its secret")
    func device() async throws {
        let server = CannedServer([
            try Fixture.response("F-oauth-1"), try Fixture.response("F-oauth-2", status: 403),
            try Fixture.response("F-oauth-3", status: 403), try Fixture.response("F-oauth-6"),
        ])
        let oauth = Self.oauth(server)
        var device = try await oauth.startDevice(scopes: [.offlineAccess])
        #expect(server.requests[0].url == "https://login.test/oauth/device/code")
        #expect(
            server.requests[0].form == [
                "client_id": "client", "scope": "offline_access", "audience": "https://api.yotoplay.com",
            ])
        #expect(device.userCode == "WDJB-MJHT" && device.interval == .seconds(5))
        #expect(device.expiresAt == Self.now.advanced(by: .seconds(300)))
        #expect(!"\(device)".contains(device.deviceCode) && !String(reflecting: device).contains(device.deviceCode))
        for expected in [YotoOAuthError.Code.authorizationPending, .slowDown] {
            let pending = device
            let error = await #expect(throws: YotoOAuthError.self) { try await oauth.poll(pending) }
            #expect(error?.code == expected && error?.isPassing == true)
        }
        device.slowDown()
        #expect(device.interval == .seconds(10))
        let tokens = try await oauth.poll(device)
        #expect(tokens.refreshToken != nil)
        #expect(server.requests[3].form["grant_type"] == "urn:ietf:params:oauth:grant-type:device_code")
        #expect(server.requests[3].form["device_code"] == device.deviceCode)
    }

    @Test("Revoking sends the token and takes any success")
    func revoke() async throws {
        let server = CannedServer([HTTPClientResponse(status: 200)])
        try await Self.oauth(server, secret: "s").revoke(refreshToken: "v1.r")
        #expect(server.requests[0].url == "https://login.test/oauth/revoke")
        #expect(server.requests[0].form == ["client_id": "client", "client_secret": "s", "token": "v1.r"])
    }

    @Test("Scopes include others, and what is missing is named")
    func scopes() {
        #expect(
            YotoScope.missing(from: [.contentManage], wanted: [.contentView, .iconsManage, .familyView]) == [
                .familyView
            ])
        #expect(YotoScope.set("  a   b ") == [YotoScope(rawValue: "a"), YotoScope(rawValue: "b")])
        #expect(YotoScope.text(YotoScope.suggested).hasPrefix("offline_access family:devices:view"))
    }
}
