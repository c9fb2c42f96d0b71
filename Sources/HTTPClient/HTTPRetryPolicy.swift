package import Foundation

/// When a request that failed is worth another attempt. Nothing is retried unless a caller passes one of these.
package struct HTTPRetryPolicy: Equatable, Sendable {
    /// Attempts in all, the first included; 1 or more.
    package var attempts: Int
    /// The upper bound of the first pause; it doubles with each attempt.
    package var firstPause: Duration
    /// The upper bound of every pause.
    package var longestPause: Duration
    /// A server that asks for a longer pause than this (`Retry-After`) gets no further attempt: its answer is the
    /// answer.
    package var longestRetryAfter: Duration
    /// Methods that may be sent twice (RFC 9110 §9.2.2).
    package var methods: Set<String>

    package init(
        attempts: Int = 3, firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(10),
        longestRetryAfter: Duration = .seconds(30),
        methods: Set<String> = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"]
    ) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.longestRetryAfter = longestRetryAfter
        self.methods = methods
    }
}

extension HTTPRetryPolicy {
    /// The pause before the next attempt, `nil` when there is none.
    ///
    /// - Parameters:
    ///   - attempt: the one that has just ended, counted from 1.
    ///   - jitter: 0..<1, where in the range of the pause to wake: "full jitter", so that clients that failed together
    ///     do not come back together.
    ///   - now: to read a `Retry-After` that is a date.
    package func pause(
        after result: Result<HTTPResponseHead, HTTPClientError>, to request: HTTPClientRequest, attempt: Int,
        jitter: Double, now: Date
    ) -> Duration? {
        guard attempt < attempts, isRepeatable(request, after: result) else { return nil }
        let bound = min(longestPause, firstPause * (1 << min(attempt - 1, 20)))
        let pause = bound * min(max(jitter, 0), 1)
        switch result {
        case .failure(let error):
            return Self.isPassing(error) ? pause : nil
        case .success(let head):
            guard [408, 429, 500, 502, 503, 504].contains(head.status) else { return nil }
            guard let asked = RetryAfter.duration(head.headers["retry-after"], now: now) else { return pause }
            return asked <= longestRetryAfter ? max(asked, pause) : nil
        }
    }

    /// Idempotent by its method, or certainly not seen by the server.
    private func isRepeatable(_ request: HTTPClientRequest, after result: Result<HTTPResponseHead, HTTPClientError>)
        -> Bool
    {
        if methods.contains(request.method) { return true }
        if case .failure(let error) = result { return error.provesNothingWasSent }
        return false
    }

    /// Whether the same request may fare better later.
    private static func isPassing(_ error: HTTPClientError) -> Bool {
        switch error.kind {
        case .resolve, .connect, .timeout, .connectionClosed: true
        default: false
        }
    }
}

/// The `Retry-After` field (RFC 9110 §10.2.3).
package enum RetryAfter {
    /// How long a server asks to wait: seconds or a date; 0 for a date that has passed, `nil` when it says nothing that
    /// can be read.
    package static func duration(_ value: String?, now: Date) -> Duration? {
        guard let value else { return nil }
        if !value.isEmpty, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return .seconds(min(Int(value) ?? .max, 10 * 365 * 86_400))
        }
        guard let date = date(value) else { return nil }
        return .seconds(max(0, date.timeIntervalSince(now)))
    }

    /// The one form of a date that servers send (RFC 9110 §5.6.7, IMF-fixdate).
    private static func date(_ value: String) -> Date? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: value)
    }
}
