package import Foundation

/// Where retries take time and chance from; tests bring their own.
package struct HTTPRetryEnvironment: Sendable {
    /// Waits; throws when the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// A number in 0..<1.
    package var random: @Sendable () -> Double
    /// The wall clock, for a `Retry-After` that is a date.
    package var now: @Sendable () -> Date

    package init(
        sleep: @escaping @Sendable (Duration) async throws -> Void, random: @escaping @Sendable () -> Double,
        now: @escaping @Sendable () -> Date
    ) {
        self.sleep = sleep
        self.random = random
        self.now = now
    }

    /// The system's clocks and random numbers.
    package static let live = HTTPRetryEnvironment(
        sleep: { try await Task.sleep(for: $0) }, random: { Double.random(in: 0..<1) }, now: { Date() })
}

extension HTTPTransport {
    /// Sends a request, again if the policy says so, and reads the whole response. A streamed body is produced anew
    /// for each attempt.
    ///
    /// - Returns: the last response, whatever its status.
    /// - Throws: the last ``HTTPClientError``; `cancelled` also when the task is cancelled between two attempts.
    package func send(
        _ request: HTTPClientRequest, retrying policy: HTTPRetryPolicy, environment: HTTPRetryEnvironment = .live
    ) async throws(HTTPClientError) -> HTTPClientResponse {
        var attempt = 1
        while true {
            let result: Result<HTTPClientResponse, HTTPClientError>
            do throws(HTTPClientError) {
                result = .success(try await send(request))
            } catch {
                result = .failure(error)
            }
            let pause = policy.pause(
                after: result.map(\.head), to: request, attempt: attempt, jitter: environment.random(),
                now: environment.now())
            guard let pause else { return try result.get() }
            do {
                try await environment.sleep(pause)
            } catch {
                throw HTTPClientError(.cancelled, text: "cancelled between two attempts", url: "")
            }
            attempt += 1
        }
    }
}
