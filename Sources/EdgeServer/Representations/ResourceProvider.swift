import NIOCore
import NIOHTTP1

/// What a provider sees of a request.
struct ResourceRequest: Sendable {
    var target: RequestTarget
    /// Lines of `Accept`.
    var accept: [String]
    /// Lines of `Accept-Encoding`.
    var acceptEncoding: [String]
    /// Whether there is a `Range`.
    var wantsRange: Bool
    /// The time of the answer.
    var now: HTTPClock.Instant

    init(_ target: RequestTarget, _ headers: HTTPHeaders, now: HTTPClock.Instant) {
        self.target = target
        accept = headers["Accept"]
        acceptEncoding = headers["Accept-Encoding"]
        wantsRange = headers.contains(name: "Range")
        self.now = now
    }

    init(_ request: PlainRequest, now: HTTPClock.Instant) {
        target = RequestTarget(plain: request.path)
        accept = request[.accept]
        acceptEncoding = request[.acceptEncoding]
        wantsRange = request.first(.range) != nil
        self.now = now
    }
}

/// Finds the resources of a part of the URL space: files now, capability links and streams later.
protocol ResourceProvider: Sendable {
    /// Whether requests with this path are answered here; asked in order, the first that claims decides. Cheap and
    /// pure: it runs on the event loop for every request.
    func claims(_ rawPath: String) -> Bool

    /// The resource, when it can be had at once and is known to be current; `nil` says nothing. Runs on the event loop.
    func resourceAtHand(for request: PlainRequest, now: HTTPClock.Instant) -> Resource?

    /// Finds the resource for a `GET` or `HEAD`. Must not block the loop; what blocks goes to a thread pool.
    func answer(to request: ResourceRequest, on loop: any EventLoop) -> EventLoopFuture<ResourceAnswer>

    /// The fields of answers that are made for this path without asking for the resource: 405, 414, 400.
    func fields(forErrorAt path: String) -> [(name: String, value: String)]
}

extension ResourceProvider {
    func resourceAtHand(for request: PlainRequest, now: HTTPClock.Instant) -> Resource? { nil }
}
