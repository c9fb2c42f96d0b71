import NIOCore
import NIOHTTP1

/// What a provider sees of a request.
struct ResourceRequest: Sendable {
    var target: RequestTarget
    var headers: HTTPHeaders
    /// The time of the answer.
    var now: HTTPClock.Instant
}

/// Finds the resources of a part of the URL space: files now, capability links and streams later.
protocol ResourceProvider: Sendable {
    /// Whether requests with this path are answered here; asked in order, the first that claims decides. Cheap and
    /// pure: it runs on the event loop for every request.
    func claims(_ rawPath: String) -> Bool

    /// Finds the resource for a `GET` or `HEAD`. Must not block the loop; what blocks goes to a thread pool.
    func answer(to request: ResourceRequest, on loop: any EventLoop) -> EventLoopFuture<ResourceAnswer>

    /// The fields of answers that are made for this path without asking for the resource: 405, 414, 400.
    func fields(forErrorAt path: String) -> [(name: String, value: String)]
}
