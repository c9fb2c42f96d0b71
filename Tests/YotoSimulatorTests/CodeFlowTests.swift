import Foundation
import JWTKit
import Testing

@testable import YotoSimulator

/// Authorization code and PKCE over real sockets (`yoto-platform.md` §1.3).
@Suite(.timeLimit(.minutes(5)))
struct CodeFlowTests {
    @Test func wholeFlow_givesTokensWithTheClaimsOfTheReference() async throws {
        try await withYotoSimulator { simulator in
            let page = try await simulator.authorize()
            #expect(page.status == 200)
            #expect(page["Content-Security-Policy"]?.contains("form-action") == false)
            #expect(page.text.contains("Control your players"))
            let redirect = try await simulator.decide("allow", on: page)
            #expect(redirect.status == 302)
            #expect(redirect["Location"]?.hasPrefix(RunningSimulator.redirectURI + "?code=") == true)
            #expect(redirect.redirectFields["state"] == "STATE")

            let answer = try await simulator.exchange(redirect.redirectFields["code"] ?? "")
            #expect(answer.status == 200)
            #expect(answer["Cache-Control"] == "no-store")
            #expect(answer["X-Request-Id"] != nil)
            #expect(answer.json["token_type"] == "Bearer")
            #expect(answer.json["expires_in"] == 86_400)
            #expect(answer.json["refresh_token"]?.text?.hasPrefix("v1.") == true)

            let keys = try await JWTKeyCollection().add(
                jwksJSON: try await simulator.send("GET", "/.well-known/jwks.json").text)
            let claims = try await keys.verify(
                answer.json["access_token"]?.text ?? "", as: AccessTokenClaims.self)
            #expect(claims.iss == "https://login.yotoplay.com/")
            #expect(claims.aud == ["https://api.yotoplay.com"])
            #expect(claims.azp == simulator.clientID)
            #expect(claims.exp - claims.iat == 86_400)
            #expect(claims.scopes == Set(RunningSimulator.usualScopes.split(separator: " ").map(String.init)))
            let secrets = await simulator.authorization.secrets
            #expect(secrets.contains(answer.json["access_token"]?.text ?? ""))
            #expect(secrets.contains(RunningSimulator.verifier))
        }
    }

    @Test func deny_redirectsWithAccessDenied() async throws {
        try await withYotoSimulator { simulator in
            let answer = try await simulator.decide("deny", on: try await simulator.authorize())
            #expect(
                answer["Location"]
                    == "http://127.0.0.1:8080/oauth/callback?error=access_denied"
                    + "&error_description=User+did+not+authorize+the+request&state=STATE")
        }
    }

    @Test func consentPage_worksOnce() async throws {
        try await withYotoSimulator { simulator in
            let page = try await simulator.authorize()
            #expect(try await simulator.decide("allow", on: page).status == 302)
            #expect(try await simulator.decide("allow", on: page).status == 403)
        }
    }

    @Test func autoApproval_redirectsAtOnce() async throws {
        var configuration = SimulatorConfiguration()
        configuration.settings.autoApprove = true
        try await withYotoSimulator(configuration) { simulator in
            let answer = try await simulator.authorize()
            #expect(answer.status == 302)
            #expect(answer.redirectFields["code"] != nil)
        }
    }

    @Test(
        arguments: [
            ["redirect_uri": "http://127.0.0.1:8081/oauth/callback"],
            ["redirect_uri": "http://127.0.0.1:8080/oauth/callback/"],
            ["redirect_uri": nil], ["client_id": "nobody"], ["client_id": nil],
        ] as [[String: String?]])
    func untrustedAddress_getsAPageAndNoRedirect(_ changes: [String: String?]) async throws {
        try await withYotoSimulator { simulator in
            let answer = try await simulator.authorize(changes)
            #expect(answer.status == 403)
            #expect(answer["Location"] == nil)
            #expect(answer["Content-Type"]?.hasPrefix("text/html") == true)
        }
    }

    @Test func page_escapesWhatTheRequestSays() async throws {
        try await withYotoSimulator { simulator in
            let answer = try await simulator.authorize(["redirect_uri": "http://x/<script>alert(1)</script>"])
            #expect(!answer.text.contains("<script"))
        }
    }

    @Test(
        arguments: [
            (["scope": "user:content:view family:money:take"], "invalid_scope"),
            (["response_type": "token"], "unsupported_response_type"),
            (["code_challenge": nil, "code_challenge_method": nil], "invalid_request"),
            (["code_challenge_method": "plain"], "invalid_request"),
            (["code_challenge": "short"], "invalid_request"),
            (["audience": "https://example.org"], "access_denied"),
            (["prompt": "none"], "login_required"),
        ] as [([String: String?], String)])
    func badParameter_isToldToTheRedirectURI(_ changes: [String: String?], _ error: String) async throws {
        try await withYotoSimulator { simulator in
            let answer = try await simulator.authorize(changes)
            #expect(answer.status == 302)
            #expect(answer.redirectFields["error"] == error)
            #expect(answer.redirectFields["state"] == "STATE")
        }
    }

    @Test func scopeThatWasNotTicked_isNotPreApproved() async throws {
        var configuration = SimulatorConfiguration()
        configuration.clients[0].scopes.remove("family:devices:control")
        try await withYotoSimulator(configuration) { simulator in
            let answer = try await simulator.authorize()
            #expect(answer["Location"]?.contains("error_description=Some+scopes+have+not+been+pre-approved") == true)
        }
    }

    @Test func withheldScope_isMissingFromTheAnswer() async throws {
        try await withYotoSimulator { simulator in
            simulator.settings.update { $0.withheldScopes = ["user:content:manage"] }
            let answer = try await simulator.exchange(try await simulator.code())
            #expect(answer.json["scope"]?.text?.contains("user:content:manage") == false)
            #expect(answer.json["scope"]?.text?.contains("user:content:view") == true)
        }
    }

    @Test func wrongVerifier_isRefusedAndUsesTheCode() async throws {
        try await withYotoSimulator { simulator in
            let code = try await simulator.code()
            let answer = try await simulator.exchange(code, ["code_verifier": String(repeating: "x", count: 43)])
            #expect(answer.status == 403)
            #expect(
                answer.json
                    == ["error": "invalid_grant", "error_description": "Failed to verify code verifier"])
            #expect(try await simulator.exchange(code).oauthError == "invalid_grant")
        }
    }

    @Test func codeUsedTwice_endsWhatTheFirstUseGave() async throws {
        try await withYotoSimulator { simulator in
            let code = try await simulator.code()
            let first = try await simulator.exchange(code)
            #expect(try await simulator.exchange(code).oauthError == "invalid_grant")
            let refreshed = try await simulator.refresh(first.json["refresh_token"]?.text ?? "")
            #expect(refreshed.status == 403)
        }
    }

    @Test(
        arguments: [
            ["redirect_uri": "http://localhost:8080/oauth/callback"], ["code_verifier": nil], ["code": "unknown"],
            ["code_verifier": "short"],
        ] as [[String: String?]])
    func badExchange_isInvalidGrant(_ changes: [String: String?]) async throws {
        try await withYotoSimulator { simulator in
            let answer = try await simulator.exchange(try await simulator.code(), changes)
            #expect(answer.status == 403)
            #expect(answer.oauthError == "invalid_grant")
        }
    }

    @Test func oldCode_isInvalidGrant() async throws {
        try await withYotoSimulator { simulator in
            let code = try await simulator.code()
            simulator.clock.advance(by: .seconds(601))
            #expect(try await simulator.exchange(code).oauthError == "invalid_grant")
        }
    }

    @Test func missingAudience_givesAnOpaqueTokenThatTheAPIRefuses() async throws {
        try await withYotoSimulator { simulator in
            let code = try await simulator.code(["audience": nil, "scope": "openid profile"])
            let token = try await simulator.exchange(code).json["access_token"]?.text ?? ""
            #expect(!token.contains("."))
            #expect(try await simulator.send("GET", "/device-v2/devices/mine", token: token).status == 401)
            let user = try await simulator.send("GET", "/userinfo", token: token)
            #expect(user.json["sub"] == "auth0|65f000000000000000000001")
        }
    }

    @Test func consentWithoutASocket_isTheSame() async throws {
        try await withYotoSimulator { simulator in
            let callback = "http://127.0.0.1:1/oauth/callback"
            let query =
                "audience=https://api.yotoplay.com&scope=family:view&response_type=code&client_id="
                + "\(simulator.clientID)&redirect_uri=\(callback)&code_challenge=\(RunningSimulator.challenge)"
                + "&code_challenge_method=S256&state=s"
            let address = "\(simulator.baseURL)/authorize?\(query)"
            #expect(await simulator.answerConsent(authorizeURL: address) == nil)
            await simulator.allowRedirect(to: callback)
            let denied = await simulator.answerConsent(authorizeURL: address, allow: false)
            #expect(denied?.contains("error=access_denied") == true)
            let location = try #require(await simulator.answerConsent(authorizeURL: address))
            let code = try #require(location.firstMatch(of: /code=([^&]+)&state=s/)?.1)
            let answer = try await simulator.exchange(String(code), ["redirect_uri": callback])
            #expect(answer.status == 200)
        }
    }
}
