import Foundation
import HTTPClient
import Testing

@testable import Core

@Suite struct OAuthErrorTests {
    struct Row: Sendable {
        var status: Int
        var body: String
        var code: YotoOAuthError.Code
    }

    static let rows = [
        Row(status: 403, body: #"{"error":"authorization_pending"}"#, code: .authorizationPending),
        Row(status: 400, body: #"{"error":"authorization_pending"}"#, code: .authorizationPending),
        Row(status: 429, body: #"{"error":"slow_down"}"#, code: .slowDown),
        Row(status: 403, body: #"{"error":"expired_token"}"#, code: .expiredToken),
        Row(status: 403, body: #"{"error":"access_denied"}"#, code: .accessDenied),
        Row(status: 403, body: #"{"error":"invalid_grant"}"#, code: .invalidGrant),
        Row(status: 401, body: #"{"error":"invalid_client"}"#, code: .invalidClient),
        Row(status: 403, body: #"{"error":"unauthorized_client"}"#, code: .unauthorizedClient),
        Row(status: 400, body: #"{"error":"invalid_scope"}"#, code: .invalidScope),
        Row(status: 400, body: #"{"error":"invalid_request"}"#, code: .invalidRequest),
        Row(status: 400, body: #"{"error":"unsupported_grant_type"}"#, code: .unsupportedGrantType),
        Row(status: 429, body: #"{"error":"too_many_attempts"}"#, code: .tooManyAttempts),
        Row(status: 429, body: "", code: .tooManyAttempts),
        Row(status: 503, body: #"{"error":"temporarily_unavailable"}"#, code: .server),
        Row(status: 502, body: "<html>Bad gateway</html>", code: .server),
        Row(status: 500, body: #"{"error":"brand_new"}"#, code: .server),
        Row(status: 400, body: #"{"error":"brand_new"}"#, code: .unknown),
        Row(status: 400, body: #"{"error":"transport"}"#, code: .unknown),
        Row(status: 401, body: "{}", code: .invalidClient),
        Row(status: 404, body: "nothing here", code: .malformed),
        Row(status: 302, body: "", code: .malformed),
        Row(status: 200, body: "<html>", code: .malformed),
        Row(status: 200, body: "[]", code: .malformed),
        Row(status: 200, body: "{}", code: .malformed),
        Row(status: 200, body: #"{"access_token":""}"#, code: .malformed),
    ]

    @Test("Each answer has its code", arguments: rows)
    func table(row: Row) async {
        let server = CannedServer([HTTPClientResponse(status: row.status, body: Data(row.body.utf8))])
        let error = await #expect(throws: YotoOAuthError.self) {
            try await OAuthTests.oauth(server).refresh(OAuthTests.tokens)
        }
        #expect(error?.code == row.code)
    }

    @Test("What the server says is passed on in one clean line, without our secrets, however it echoes them")
    func message() async {
        let text = #"{"error":"invalid_grant","error_description":"bad\ntoken\u0000 v1.old-refresh\u202e for s3cret"}"#
        let server = CannedServer([
            HTTPClientResponse(status: 403, headers: ["Retry-After": "7"], body: Data(text.utf8))
        ])
        let error = await #expect(throws: YotoOAuthError.self) {
            try await OAuthTests.oauth(server, secret: "s3cret").refresh(OAuthTests.tokens)
        }
        #expect(error?.message == "bad token  …  for …")
        #expect(error?.status == 403 && error?.retryAfter == .seconds(7))
        #expect(CleanText.shortened(String(repeating: "x", count: 100_000)).count == CleanText.longest + 1)
        let token = String(repeating: "t0", count: 600)
        let echo = String(repeating: token, count: 100)
        #expect(!CleanText.shortened(echo, without: [token]).contains("t0"))
    }

    @Test(
        "No answer is an error of the way, which may pass", arguments: [HTTPClientError.Kind.resolve, .timeout(.idle)])
    func transport(kind: HTTPClientError.Kind) async {
        let server = CannedServer(failing: kind)
        let error = await #expect(throws: YotoOAuthError.self) {
            try await OAuthTests.oauth(server).refresh(OAuthTests.tokens)
        }
        #expect(error?.code == .transport && error?.isPassing == true)
    }

    @Test("Every word stays what it is")
    func words() {
        for code in YotoOAuthError.Code.allCases where code != .transport && code != .malformed && code != .unknown {
            #expect(YotoOAuthError.Code(word: code.rawValue) == code)
        }
    }
}
