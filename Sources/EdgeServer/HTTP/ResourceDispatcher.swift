import Core
import NIOCore
import NIOHTTP1

/// Decides which requests are for resources, and makes their answers. Stateless; shared by all connections.
struct ResourceDispatcher: Sendable {
    /// Asked in order; the first that claims a path answers it.
    let providers: [any ResourceProvider]
    let clock: HTTPClock
    let gate: OriginGate
    let transfers: TransferLimits

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
        return provider(for: path).map { Claim(head: head, provider: $0, rawPath: path) }
    }

    /// Who answers requests with this path, still encoded; `nil` when the router does.
    func provider(for rawPath: String) -> (any ResourceProvider)? {
        providers.first { $0.claims(rawPath) }
    }

    /// The answer to a plain request, when it can be had at once; `nil` says nothing.
    func answerAtHand(
        _ request: PlainRequest, from provider: any ResourceProvider, peer: NetworkAddress?, now: HTTPClock.Instant
    ) -> ResponseContent? {
        guard let origin = gate.origin(peer: peer, values: request.values) else { return nil }
        return provider.resourceAtHand(for: request, now: now).map { resource in
            let content = ResponseContent(
                resource, to: request.conditions, instance: RedactedPath(request.path).text, now: now)
            return admitted(content, link: resource.link, origin: origin, peer: peer)
                ?? busy(provider, request.path, now)
        }
    }

    /// The answer to a plain request; the future never fails.
    func answer(
        _ request: PlainRequest, from provider: any ResourceProvider, peer: NetworkAddress?, now: HTTPClock.Instant,
        on loop: any EventLoop
    ) -> EventLoopFuture<ResponseContent> {
        answer(
            ResourceRequest(request, now: now), conditions: request.conditions, from: provider,
            origin: gate.origin(peer: peer, values: request.values), peer: peer, on: loop)
    }

    /// The answer; the future never fails.
    func answer(_ claim: Claim, peer: NetworkAddress?, on loop: any EventLoop) -> EventLoopFuture<ResponseContent> {
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
        return answer(
            ResourceRequest(target, head.headers, now: now),
            conditions: RequestConditions(isHead: head.method == .HEAD) { head.headers[$0] }, from: claim.provider,
            origin: gate.origin(peer: peer) { head.headers[$0] }, peer: peer, on: loop)
    }

    private func answer(
        _ request: ResourceRequest, conditions: RequestConditions, from provider: any ResourceProvider,
        origin: ProxyTrust.Origin?, peer: NetworkAddress?, on loop: any EventLoop
    ) -> EventLoopFuture<ResponseContent> {
        let path = request.target.path
        guard let origin else {
            let answer = ResourceAnswer.problem(Problem(.forbidden), fields: provider.fields(forErrorAt: path))
            return loop.makeSucceededFuture(
                ResponseContent(answer, to: conditions, instance: RedactedPath(path).text, now: request.now))
        }
        return provider.answer(to: request, on: loop)
            .recover { _ in .problem(Problem(.internal), fields: []) }
            .map { answer in
                let link = if case .resource(let resource) = answer { resource.link } else { String?.none }
                let content = ResponseContent(
                    answer, to: conditions, instance: RedactedPath(path).text, now: request.now)
                return admitted(content, link: link, origin: origin, peer: peer) ?? busy(provider, path, request.now)
            }
    }

    /// The answer with its places; `nil` when there are none left for this client or link.
    private func admitted(
        _ content: ResponseContent, link: String?, origin: ProxyTrust.Origin, peer: NetworkAddress?
    ) -> ResponseContent? {
        let client = origin.address == peer ? nil : origin.address
        guard client != nil || link != nil else { return content }
        guard case .admitted(let permits) = transfers.admit(client: client, link: link) else {
            content.abandon()
            return nil
        }
        var content = content
        content.permits = permits
        return content
    }

    /// 503: this client or this link has as many answers under way as it may.
    private func busy(_ provider: any ResourceProvider, _ path: String, _ now: HTTPClock.Instant) -> ResponseContent {
        let problem = Problem(.unavailable, "Too many transfers at the moment; try again soon.")
        let fields = provider.fields(forErrorAt: path) + [(name: "Retry-After", value: "5")]
        return ResponseContent(problem, instance: RedactedPath(path).text, fields: fields, now: now)
    }

    /// A problem document for a request whose resource is not even looked for.
    func refusal(_ claim: Claim, _ problem: Problem, now: HTTPClock.Instant? = nil) -> ResponseContent {
        var fields = claim.provider.fields(forErrorAt: claim.rawPath)
        if problem.code == .methodNotAllowed { fields.append((name: "Allow", value: Self.allowed)) }
        return ResponseContent(
            problem, instance: String(RedactedPath(claim.rawPath).text.prefix(256)), isHead: claim.head.method == .HEAD,
            fields: fields,
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
