import Core
import Logging
import NIOCore

/// One line per request. Queries are never in it and tokens are blotted out: they are keys to a family's recordings.
struct AccessLog: Sendable {
    var sink: LogSink
    var format: LogFormat
    var isEnabled: Bool

    /// Writes the line of a request whose answer is over.
    ///
    /// - Parameter isComplete: whether the whole answer left; `false` when the connection broke before.
    func record(_ exchange: Exchange, isComplete: Bool) {
        guard isEnabled else { return }
        let end = NIODeadline.now()
        var line = LogLine(format, at: .now(), level: .info, label: "edge", message: "request")
        if !isComplete { line.add("aborted", "true") }
        line.add("bytes", exchange.bytesSent)
        line.add("durationMilliseconds", Int((end - exchange.start).nanoseconds / 1_000_000))
        if let firstByte = exchange.firstByteMilliseconds { line.add("firstByteMilliseconds", firstByte) }
        line.add("method", exchange.method)
        line.add("path", RedactedPath(exchange.target).text)
        if let range = exchange.range { line.add("range", String(range.prefix(100))) }
        line.add("requestID", exchange.requestID)
        line.add("status", exchange.status)
        if let agent = exchange.userAgent { line.add("userAgent", String(agent.prefix(200))) }
        sink.write(line.finished())
    }
}
