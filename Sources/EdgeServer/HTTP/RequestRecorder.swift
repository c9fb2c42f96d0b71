/// What is kept of a request when its answer is over: a line of the log, and the figures.
struct RequestRecorder: Sendable {
    let log: AccessLog
    let metrics: EdgeMetrics

    /// - Parameter isComplete: whether the whole answer left; `false` when the connection broke before.
    func record(_ exchange: Exchange, isComplete: Bool) {
        metrics.record(exchange, isComplete: isComplete)
        log.record(exchange, isComplete: isComplete)
    }
}
