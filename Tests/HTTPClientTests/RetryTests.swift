import Foundation
import HTTPClient
import Synchronization
import TestSupport
import Testing

/// Retries happen only where they are asked for and safe.
@Suite(.timeLimit(.minutes(5))) struct RetryTests {
    /// 2026-11-23T17:00:00Z
    private static let now = Date(timeIntervalSince1970: 1_795_453_200)

    private static func pause(
        _ result: Result<HTTPResponseHead, HTTPClientError>, method: String = "GET", attempt: Int = 1,
        jitter: Double = 1
    ) -> Duration? {
        HTTPRetryPolicy(attempts: 4).pause(
            after: result, to: HTTPClientRequest(method, "http://example.org/"), attempt: attempt, jitter: jitter,
            now: now)
    }

    private typealias Outcome = Result<HTTPResponseHead, HTTPClientError>

    private static func status(_ status: Int, _ retryAfter: String? = nil) -> Outcome {
        var headers: HTTPHeaders = [:]
        headers["Retry-After"] = retryAfter
        return .success(HTTPClientResponse(status: status, headers: headers).head)
    }

    private static func failure(_ kind: HTTPClientError.Kind) -> Outcome {
        .failure(HTTPClientError(kind, text: "", url: ""))
    }

    @Test("Statuses that pass are retried, others are answers")
    func statuses() {
        for status in [408, 429, 500, 502, 503, 504] { #expect(Self.pause(Self.status(status)) == .milliseconds(500)) }
        for status in [200, 204, 301, 400, 401, 403, 404, 409, 501] { #expect(Self.pause(Self.status(status)) == nil) }
    }

    @Test("Pauses double up to their bound, chance shortens them, attempts end")
    func pauses() {
        #expect(Self.pause(Self.status(503), attempt: 2) == .seconds(1))
        #expect(Self.pause(Self.status(503), attempt: 3) == .seconds(2))
        #expect(Self.pause(Self.status(503), attempt: 4) == nil)
        #expect(Self.pause(Self.status(503), attempt: 3, jitter: 0.25) == .milliseconds(500))
        #expect(Self.pause(Self.status(503), jitter: 0) == .zero)
        let many = HTTPRetryPolicy(attempts: 1_000)
        let request = HTTPClientRequest("GET", "http://example.org/")
        let pause = many.pause(after: Self.status(503), to: request, attempt: 900, jitter: 1, now: Self.now)
        #expect(pause == .seconds(10))
    }

    @Test("Retry-After is a least pause, as seconds or as a date, up to the longest")
    func retryAfter() {
        #expect(Self.pause(Self.status(429, "7")) == .seconds(7))
        #expect(Self.pause(Self.status(429, "0")) == .milliseconds(500))
        #expect(Self.pause(Self.status(429, "31")) == nil)
        #expect(Self.pause(Self.status(429, "99999999999999999999999")) == nil)
        #expect(Self.pause(Self.status(503, "Mon, 23 Nov 2026 17:00:20 GMT")) == .seconds(20))
        #expect(Self.pause(Self.status(503, "Mon, 23 Nov 2026 16:00:00 GMT")) == .milliseconds(500))
        for nonsense in ["", "soon", "-1", "1.5", "Mon, 99 Nov 2026"] {
            #expect(Self.pause(Self.status(503, nonsense)) == .milliseconds(500))
        }
    }

    @Test("What is not idempotent is retried only if nothing was sent")
    func methods() {
        #expect(Self.pause(Self.status(503), method: "POST") == nil)
        #expect(Self.pause(Self.failure(.connectionClosed), method: "POST") == nil)
        #expect(Self.pause(Self.failure(.connect), method: "POST") != nil)
        #expect(Self.pause(Self.failure(.connectionClosed), method: "PUT") != nil)
        let hopeless: [HTTPClientError.Kind] = [
            .invalidURL, .cancelled, .certificate, .bodyTooLarge(limit: 1), .malformedResponse, .transportClosed,
        ]
        for kind in hopeless { #expect(Self.pause(Self.failure(kind)) == nil) }
    }

    @Test("A request is sent again until it succeeds; the pauses are those of the policy")
    func sends() async throws {
        let count = Atomic<Int>(0)
        try await LoopbackServer.with({ connection in
            connection.serve { _ in
                let number = count.add(1, ordering: .relaxed).newValue
                connection.respond(number < 3 ? 503 : 200, headers: number == 1 ? ["Retry-After": "5"] : [:])
            }
        }) { server in
            let slept = Locked<[Duration]>([])
            let environment = HTTPRetryEnvironment(
                sleep: { pause in slept.withLock { $0.append(pause) } }, random: { 0.5 }, now: { Self.now })
            let response = try await transport().send(
                HTTPClientRequest("GET", server.url()), retrying: HTTPRetryPolicy(), environment: environment)
            #expect(response.status == 200)
            #expect(slept.withLock { $0 } == [.seconds(5), .milliseconds(500)])
        }
    }

    @Test("The last failure is the answer, and cancelling ends a pause")
    func givesUp() async throws {
        let port = try LoopbackServer.refusingPort()
        let request = HTTPClientRequest("GET", "http://127.0.0.1:\(port)/")
        let quick = HTTPRetryEnvironment(sleep: { _ in }, random: { 0 }, now: { Self.now })
        let error = await errorOf {
            try await transport().send(request, retrying: HTTPRetryPolicy(), environment: quick)
        }
        #expect(error?.kind == .connect)
        let cancelled = HTTPRetryEnvironment(
            sleep: { _ in throw CancellationError() }, random: { 0 }, now: { Self.now })
        let stopped = await errorOf {
            try await transport().send(request, retrying: HTTPRetryPolicy(), environment: cancelled)
        }
        #expect(stopped?.kind == .cancelled)
    }
}
