import Foundation
import HTTPClient
import Synchronization
import Testing

@testable import Core

/// How every call is sent, and what becomes of its answer.
@Suite struct APITests {
    static func api(_ server: CannedServer) -> YotoAPI {
        YotoAPI(
            endpoints: YotoEndpoints(api: "https://api.test/"),
            credentials: .init(accessToken: { "token-1" }, refreshAfterRejection: { "fresh-after-\($0)" }),
            send: { request throws(HTTPClientError) in try server.send(request) })
    }

    @Test("A call carries the token and has limits on time and length")
    func request() async throws {
        let server = CannedServer([try Fixture.response("F-dev-1")])
        let devices = try await Self.api(server).devices()
        let request = server.requests[0]
        #expect(request.method == "GET" && request.url == "https://api.test/device-v2/devices/mine")
        #expect(request.headers["authorization"] == "Bearer token-1")
        #expect(request.timeouts.total != nil && request.maximumBodyBytes == 4 * 1024 * 1024)
        #expect(request.redirects == .never)
        #expect(
            devices.map(\.id) == ["y2aB3dE6gH9jK2mN5pQ8rT1v", "y2mInI4fIxTuRe7cLoUd2x9k", "y2oFfLiNe8pLaYeR5tEsT3qz"])
        #expect(devices.map(\.displayName) == ["Kitchen", "Ada's Mini", "quiet.meadow"])
        #expect(devices.map(\.isOnline) == [true, true, false])
    }

    @Test("A 401 brings one refresh and one more attempt")
    func refresh() async throws {
        let refused = try Fixture.response("F-con-9-b", status: 401)
        let server = CannedServer([refused, try Fixture.response("F-dev-2"), refused, refused])
        let devices = try await Self.api(server).devices()
        #expect(devices.isEmpty)
        #expect(
            server.requests.map { $0.headers["authorization"] } == ["Bearer token-1", "Bearer fresh-after-token-1"])
        let error = await #expect(throws: YotoAPIError.self) { try await Self.api(server).devices() }
        #expect(error?.code == .unauthorized && error?.status == 401)
        #expect(server.requests.count == 4)
    }

    @Test("What the credentials throw is thrown")
    func reconnect() async throws {
        struct Reconnect: Error {}
        let server = CannedServer([try Fixture.response("F-con-9-b", status: 401)])
        let api = YotoAPI(
            endpoints: .init(),
            credentials: .init(accessToken: { "t" }, refreshAfterRejection: { _ in throw Reconnect() }),
            send: { request throws(HTTPClientError) in try server.send(request) })
        await #expect(throws: Reconnect.self) { try await api.devices() }
        #expect(server.requests.count == 1)
    }

    struct Row: Sendable {
        var status: Int
        var body: String
        var code: YotoAPIError.Code
        var message: String?
        var serverCode: String?
    }

    static let rows = [
        Row(
            status: 403,
            body: #"{"error":{"code":"forbidden","message":"Missing required scope: user:content:manage"}}"#,
            code: .forbidden, message: "Missing required scope: user:content:manage", serverCode: "forbidden"),
        Row(
            status: 404, body: #"{"error":{"code":"not-found","message":"Card zzzzz does not exist."}}"#,
            code: .notFound,
            message: "Card zzzzz does not exist.", serverCode: "not-found"),
        Row(
            status: 400, body: #"{"error":{"code":"bad-request","message":"Invalid timezone provided."}}"#,
            code: .badRequest, message: "Invalid timezone provided.", serverCode: "bad-request"),
        Row(status: 422, body: #"{"message":"no"}"#, code: .badRequest, message: "no"),
        Row(
            status: 400, body: #"{"error":"plain","error_description":"in words"}"#, code: .badRequest,
            message: "in words", serverCode: "plain"),
        Row(status: 408, body: "", code: .timeout, message: "Yoto answered with status 408"),
        Row(
            status: 429, body: #"{"error":{"code":"too-many-requests","message":"Too many requests"}}"#,
            code: .rateLimited, serverCode: "too-many-requests"),
        Row(
            status: 502, body: "<html><h1>Bad gateway</h1></html>", code: .server,
            message: "Yoto answered with status 502"),
        Row(status: 302, body: "", code: .malformed),
        Row(status: 200, body: "<html>login</html>", code: .malformed),
        Row(status: 200, body: "", code: .malformed),
        Row(status: 200, body: "{", code: .malformed),
        Row(status: 200, body: "[]", code: .malformed),
        Row(status: 200, body: "{}", code: .malformed),
        Row(status: 200, body: #"{"devices":{}}"#, code: .malformed),
        Row(status: 200, body: #"{"devices":null}"#, code: .malformed),
        Row(status: 200, body: String(repeating: "[", count: 100_000), code: .malformed),
        Row(
            status: 500, body: #"{"error":{"code":"x","message":"token-1 leaked\nsecond line"}}"#, code: .server,
            message: "… leaked second line", serverCode: "x"),
    ]

    @Test("Each answer has its code, and says who answered", arguments: rows)
    func answer(row: Row) async {
        let headers: HTTPHeaders = ["X-Request-Id": "req-1", "Retry-After": "30"]
        let server = CannedServer([HTTPClientResponse(status: row.status, headers: headers, body: Data(row.body.utf8))])
        let error = await #expect(throws: YotoAPIError.self) { try await Self.api(server).devices() }
        #expect(error?.code == row.code)
        #expect(error?.serverCode == row.serverCode)
        #expect(error?.call == "GET /device-v2/devices/mine")
        if let message = row.message { #expect(error?.message == message) }
        if row.status >= 300 {
            #expect(error?.requestID == "req-1" && error?.status == row.status)
            #expect(error?.retryAfter == .seconds(30))
        }
        #expect(error?.description.contains("token-1") == false)
    }

    @Test("An element that is no object is left out, and a missing field is no error")
    func lenient() async throws {
        let body = #"{"devices":[1,null,{"deviceId":"y2","online":1,"name":null},"x",{}]}"#
        let server = CannedServer([HTTPClientResponse(status: 200, body: Data(body.utf8))])
        let devices = try await Self.api(server).devices()
        #expect(devices.map(\.id) == ["y2", ""])
        #expect(devices[0].isOnline == true && devices[0].name == nil && devices[0].displayName == "y2")
    }

    @Test("An id is one segment of the path whatever is in it")
    func ids() async throws {
        let server = CannedServer([try Fixture.response("F-con-2"), try Fixture.response("F-con-2")])
        _ = try await Self.api(server).card("a/../b?c=d#e f\u{E9}%")
        #expect(server.requests[0].url == "https://api.test/content/a%2F..%2Fb%3Fc%3Dd%23e%20f%C3%A9%25")
        _ = try await Self.api(server).card("Aa1B2", isPlayable: true, timezone: "Europe/London")
        #expect(server.requests[1].url == "https://api.test/content/Aa1B2?timezone=Europe%2FLondon&playable=true")
        for bad in ["", ".", "..", String(repeating: "a", count: 600)] {
            let error = await #expect(throws: YotoAPIError.self) { try await Self.api(server).card(bad) }
            #expect(error?.code == .invalidArgument)
        }
        #expect(server.requests.count == 2)
    }

    @Test("Every failure of the way has its code")
    func transport() async {
        let kinds: [(HTTPClientError.Kind, YotoAPIError.Code, Bool)] = [
            (.timeout(.idle), .timeout, true), (.timeout(.connect), .timeout, false), (.resolve, .transport, false),
            (.certificate, .transport, false), (.connectionClosed, .transport, true), (.cancelled, .cancelled, true),
            (.bodyTooLarge(limit: 1), .tooLarge, true), (.headersTooLarge, .tooLarge, true),
            (.malformedResponse, .malformed, true), (.invalidURL, .invalidArgument, false),
        ]
        for (kind, code, mayHaveTakenEffect) in kinds {
            let error = await #expect(throws: YotoAPIError.self) {
                try await Self.api(CannedServer(failing: kind)).save(YotoCard())
            }
            #expect(error?.code == code && error?.mayHaveTakenEffect == mayHaveTakenEffect, "\(kind)")
        }
    }
}
