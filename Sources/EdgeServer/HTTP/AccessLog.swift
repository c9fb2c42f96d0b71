import Logging
import NIOHTTP1

/// One line per request. Queries are never in it and tokens are blotted out: they are keys to a family's recordings.
struct AccessLog: Sendable {
    var logger: Logger

    /// What is known of a request; lives on the event loop of its connection.
    final class Entry {
        let method: String
        /// Without query and tokens.
        let path: String
        let range: String?
        let userAgent: String?
        let requestID: String
        let start: ContinuousClock.Instant
        /// 0 until there is an answer.
        var status = 0
        /// Of the content, handed to the kernel; a stretch of at most 1 MiB that broke off in between is not counted.
        var bytesSent = 0

        init(_ head: HTTPRequestHead, start: ContinuousClock.Instant = .now) {
            method = head.method.rawValue
            path = RedactedPath(head.uri).text
            range = head.headers.first(name: "Range").map { String($0.prefix(100)) }
            userAgent = head.headers.first(name: "User-Agent").map { String($0.prefix(200)) }
            requestID = RequestID(offered: head.headers.first(name: RequestID.fieldName)).text
            self.start = start
        }

        /// A request that is no HTTP.
        init(unreadable start: ContinuousClock.Instant) {
            (method, path, range, userAgent) = ("-", "-", nil, nil)
            requestID = RequestID(offered: nil).text
            self.start = start
        }
    }

    /// - Parameter isComplete: whether the whole answer left; `false` when the connection broke before.
    func record(_ entry: Entry, isComplete: Bool) {
        let elapsed = (ContinuousClock.now - entry.start).components
        let milliseconds = elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000
        var metadata: Logger.Metadata = [
            "method": .string(entry.method), "path": .string(entry.path), "status": .stringConvertible(entry.status),
            "bytes": .stringConvertible(entry.bytesSent), "durationMilliseconds": .stringConvertible(milliseconds),
            "requestID": .string(entry.requestID),
        ]
        if let range = entry.range { metadata["range"] = .string(range) }
        if let userAgent = entry.userAgent { metadata["userAgent"] = .string(userAgent) }
        if !isComplete { metadata["aborted"] = "true" }
        logger.info("request", metadata: metadata)
    }
}
