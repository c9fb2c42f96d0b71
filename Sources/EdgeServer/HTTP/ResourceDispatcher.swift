import Core
import NIOCore
import NIOHTTP1

/// Decides which requests are for resources, and makes their answers. Stateless; shared by all connections.
struct ResourceDispatcher: Sendable {
    /// Asked in order; the first that claims a path answers it.
    let providers: [any ResourceProvider]
    let clock: HTTPClock

    /// A request that is answered here.
    struct Claim {
        var head: HTTPRequestHead
        var provider: any ResourceProvider
        /// Without the query, still encoded.
        var rawPath: String
    }

    /// Methods on resources.
    static let allowed = "GET, HEAD, OPTIONS"

    /// Takes a request on; `nil` when it is the router's.
    func claim(_ head: HTTPRequestHead) -> Claim? {
        let path = head.uri.hasPrefix("/") ? RequestTarget.rawPath(of: head.uri) : Self.pathOfOtherForm(head.uri)
        let provider = providers.first { $0.claims(path) }
        return provider.map { Claim(head: head, provider: $0, rawPath: path) }
    }

    /// The answer; the future never fails.
    func answer(_ claim: Claim, on loop: any EventLoop) -> EventLoopFuture<ResponseContent> {
        let now = clock.instant
        let head = claim.head
        switch head.method {
        case .GET, .HEAD: break
        case .OPTIONS: return loop.makeSucceededFuture(options(claim, now: now))
        default: return loop.makeSucceededFuture(refusal(claim, Problem(.methodNotAllowed), now: now))
        }
        let target: RequestTarget
        do throws(Problem) {
            target = try RequestTarget(parsing: head.uri)
        } catch {
            return loop.makeSucceededFuture(refusal(claim, error, now: now))
        }
        let request = ResourceRequest(target: target, headers: head.headers, now: now)
        return claim.provider.answer(to: request, on: loop)
            .recover { _ in .problem(Problem(.internal), fields: []) }
            .map { ResponseContent($0, to: head, instance: target.path, now: now) }
    }

    /// A problem document for a request whose resource is not even looked for.
    func refusal(_ claim: Claim, _ problem: Problem, now: HTTPClock.Instant? = nil) -> ResponseContent {
        var fields = claim.provider.fields(forErrorAt: claim.rawPath)
        if problem.code == .methodNotAllowed { fields.append((name: "Allow", value: Self.allowed)) }
        return ResponseContent(
            problem, instance: String(claim.rawPath.prefix(256)), isHead: claim.head.method == .HEAD, fields: fields,
            now: now ?? clock.instant)
    }

    private func options(_ claim: Claim, now: HTTPClock.Instant) -> ResponseContent {
        let fields = claim.provider.fields(forErrorAt: claim.rawPath) + [(name: "Allow", value: Self.allowed)]
        return ResponseContent(status: 204, fields: fields, now: now, body: .pieces([]))
    }

    /// Absolute-form has a path; `*`, authority-form and whatever else may come have none, and are refused as files.
    private static func pathOfOtherForm(_ uri: String) -> String {
        (try? RequestTarget(parsing: uri))?.rawPath ?? uri
    }
}
