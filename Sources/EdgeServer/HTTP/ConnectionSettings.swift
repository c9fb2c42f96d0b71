import NIOCore

/// Limits of one connection. Generous to slow and pausing players, tight to those who send nothing.
struct ConnectionSettings: Sendable {
    /// From the start of a connection, or the end of an answer, to the end of the next request's header; also between
    /// two stretches of a request's content.
    var requestTimeout: TimeAmount = .seconds(60)
    /// A reader that takes no byte for so long is gone: players that are paused stop reading, for minutes, not hours.
    var stalledWriteTimeout: TimeAmount = .minutes(30)
    /// How long running transfers may go on after a stop was asked for.
    var drainTimeout: TimeAmount = .seconds(10)
    /// How long to wait for the client's close after ours, so that it reads all we sent (RFC 9112 §9.6).
    var lingerTimeout: TimeAmount = .seconds(2)
    /// Content of a request to a file, which nobody reads. Bytes.
    var maximumIgnoredContent = 64 * 1024
    /// All header fields of a request together. Bytes.
    var maximumHeaderBytes = 32 * 1024
    /// Connections beyond the limit that are told so at the same time; more than these wait in the kernel's queue.
    static let refusedAtATime = 256
    /// Whether plain requests for resources are answered without the common handlers; tests try both ways.
    var usesFastLane = true
}
