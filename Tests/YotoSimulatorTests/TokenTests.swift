import Foundation
import Testing

@testable import YotoSimulator

/// Refreshing, client authentication, revocation and expiry (`yoto-platform.md` §1.5).
@Suite(.timeLimit(.minutes(5)))
struct TokenTests {
    @Test func refresh_rotates() async throws {
        try await withYotoSimulator { simulator in
            let login = try await simulator.logIn()
            let answer = try await simulator.refresh(login.refresh)
            #expect(answer.status == 200)
            let next = answer.json["refresh_token"]?.text ?? ""
            #expect(!next.isEmpty && next != login.refresh)
            #expect(answer.json["access_token"]?.text != login.access)
            #expect(try await simulator.refresh(next).status == 200)
            #expect(await simulator.authorization.counts.refreshes == 2)
        }
    }

    @Test func reuse_isInvalidGrantAndEndsTheLogin() async throws {
        try await withYotoSimulator { simulator in
            let login = try await simulator.logIn()
            let next = try await simulator.refresh(login.refresh).json["refresh_token"]?.text ?? ""
            let reuse = try await simulator.refresh(login.refresh)
            #expect(reuse.status == 403)
            #expect(
                reuse.json
                    == ["error": "invalid_grant", "error_description": "Unknown or invalid refresh token."])
            #expect(try await simulator.refresh(next).status == 403)
            #expect(await simulator.authorization.counts.refreshReuses == 1)
        }
    }

    @Test func reuse_canBeForgiven() async throws {
        try await withYotoSimulator { simulator in
            simulator.settings.update { $0.reuseEndsLogin = false }
            let login = try await simulator.logIn()
            let next = try await simulator.refresh(login.refresh).json["refresh_token"]?.text ?? ""
            #expect(try await simulator.refresh(login.refresh).status == 403)
            #expect(try await simulator.refresh(next).status == 200)
        }
    }

    @Test func simultaneousRefreshes_oneWins() async throws {
        try await withYotoSimulator { simulator in
            simulator.settings.update { $0.reuseEndsLogin = false }
            let login = try await simulator.logIn()
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<10 { group.addTask { try await simulator.refresh(login.refresh).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 1)
            #expect(statuses.filter { $0 == 403 }.count == 9)
        }
    }

    @Test func withoutRotation_theOldTokenStays() async throws {
        try await withYotoSimulator { simulator in
            simulator.settings.update { $0.rotatesRefreshTokens = false }
            let login = try await simulator.logIn()
            #expect(try await simulator.refresh(login.refresh).json["refresh_token"] == nil)
            #expect(try await simulator.refresh(login.refresh).status == 200)
        }
    }

    @Test func withoutOfflineAccess_thereIsNoRefreshToken() async throws {
        try await withYotoSimulator { simulator in
            let answer = try await simulator.exchange(try await simulator.code(["scope": "family:view"]))
            #expect(answer.status == 200)
            #expect(answer.json["refresh_token"] == nil)
        }
    }

    @Test func accessToken_expiresByTheClock() async throws {
        try await withYotoSimulator { simulator in
            simulator.settings.update { $0.accessTokenSeconds = 3_600 }
            let login = try await simulator.logIn()
            #expect(try await simulator.send("GET", "/device-v2/devices/mine", token: login.access).status == 200)
            simulator.clock.advance(by: .seconds(3_601))
            let late = try await simulator.send("GET", "/device-v2/devices/mine", token: login.access)
            #expect(late.status == 401)
            #expect(late.json == ["error": ["code": "unauthorized", "message": "Unauthorized"]])
            let fresh = try await simulator.refresh(login.refresh).json["access_token"]?.text
            #expect(try await simulator.send("GET", "/device-v2/devices/mine", token: fresh).status == 200)
        }
    }

    @Test func refreshToken_expiresByTheClock() async throws {
        var configuration = SimulatorConfiguration()
        configuration.settings.refreshTokenSeconds = 100
        try await withYotoSimulator(configuration) { simulator in
            let login = try await simulator.logIn()
            simulator.clock.advance(by: .seconds(101))
            #expect(try await simulator.refresh(login.refresh).oauthError == "invalid_grant")
        }
    }

    @Test func endedAccessTokens_areRefusedBeforeTheyExpire() async throws {
        try await withYotoSimulator { simulator in
            let login = try await simulator.logIn()
            await simulator.authorization.endAccessTokens()
            #expect(try await simulator.send("GET", "/content/mine", token: login.access).status == 401)
            let fresh = try await simulator.refresh(login.refresh).json["access_token"]?.text
            #expect(try await simulator.send("GET", "/content/mine", token: fresh).status == 200)
        }
    }

    @Test(arguments: ["", "garbage", "a.b.c", "eyJhbGciOiJub25lIn0.eyJhdWQiOlsiaHR0cHM6Ly9hcGkueW90b3BsYXkuY29tIl19."])
    func foreignToken_isUnauthorized(_ token: String) async throws {
        try await withYotoSimulator { (simulator) async throws in
            #expect(try await simulator.send("GET", "/content/mine", token: token).status == 401)
        }
    }

    @Test func confidentialClient_needsItsSecretAndNoPKCE() async throws {
        var configuration = SimulatorConfiguration()
        configuration.clients[0].secret = "s3cret"
        try await withYotoSimulator(configuration) { simulator in
            let noPKCE: [String: String?] = ["code_challenge": nil, "code_challenge_method": nil]
            let code = try await simulator.code(noPKCE)
            for secret in [nil, "wrong"] {
                let refused = try await simulator.exchange(code, ["client_secret": secret])
                #expect(refused.status == 401)
                #expect(refused.oauthError == "invalid_client")
            }
            let answer = try await simulator.exchange(code, ["client_secret": "s3cret", "code_verifier": nil])
            #expect(answer.status == 200)
            let basic = Data("\(simulator.clientID):s3cret".utf8).base64EncodedString()
            let refreshed = try await simulator.post(
                "/oauth/token",
                form: ["grant_type": "refresh_token", "refresh_token": answer.json["refresh_token"]?.text ?? ""],
                fields: ["Authorization: Basic \(basic)"])
            #expect(refreshed.status == 200)
        }
    }

    @Test func revocation_endsTheLogin() async throws {
        try await withYotoSimulator { simulator in
            let login = try await simulator.logIn()
            let answer = try await simulator.post(
                "/oauth/revoke", form: ["client_id": simulator.clientID, "token": login.refresh])
            #expect(answer.status == 200)
            #expect(try await simulator.refresh(login.refresh).status == 403)
            #expect(await simulator.authorization.counts.revocations == 1)
        }
    }

    @Test func hostileTokenRequests_areRefused() async throws {
        try await withYotoSimulator { (simulator) async throws in
            let form = "application/x-www-form-urlencoded"
            let twice = Data("client_id=a&client_id=b".utf8)
            #expect(try await simulator.send("POST", "/oauth/token", type: form, body: twice).status == 400)
            #expect(
                try await simulator.send("POST", "/oauth/token", type: form, body: Data("a=%ff".utf8)).status == 400)
            #expect(try await simulator.send("POST", "/oauth/token", json: [:]).status == 400)
            let large = Data(repeating: 97, count: 100_000)
            #expect(try await simulator.send("POST", "/oauth/token", type: form, body: large).status == 413)
            let grant = ["grant_type": "password", "client_id": simulator.clientID]
            #expect(try await simulator.post("/oauth/token", form: grant).oauthError == "unauthorized_client")
        }
    }

    @Test func foreignHostName_isMisdirected() async throws {
        try await withYotoSimulator { simulator in
            let bytes = Data("GET /_control HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".utf8)
            let (answer, _) = try await WireExchange.send(bytes, port: simulator.port)
            #expect(WireAnswer(answer)?.status == 421)
        }
    }
}
