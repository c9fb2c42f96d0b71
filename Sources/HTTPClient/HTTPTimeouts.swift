/// How long a request may take. Each limit has an error of its own, ``HTTPClientError/Kind/timeout(_:)``.
package struct HTTPTimeouts: Equatable, Sendable {
    /// Until the connection stands: name look-up, TCP, TLS and proxy.
    package var connect: Duration
    /// Without a byte in either direction, once connected. Does not run while we are the ones who wait: while the
    /// reader of the body is busy, or the producer of the request's body.
    package var idle: Duration
    /// From the start of one hop to the last byte of its response; `nil` for downloads that may take as long as they
    /// like.
    package var total: Duration?

    package init(connect: Duration = .seconds(10), idle: Duration = .seconds(30), total: Duration? = .seconds(60)) {
        self.connect = connect
        self.idle = idle
        self.total = total
    }
}

extension Duration {
    /// Whole milliseconds, at least 1: libcurl reads 0 as "no limit".
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return max(1, Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
