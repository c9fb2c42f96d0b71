import Core
import NIOCore
import NIOHTTP1
import NIOPosix

/// Serves the files of the site and of the media folder: every path that is not dynamic.
struct SiteFiles: ResourceProvider {
    let loader: SiteLoader
    let cache: SiteDocumentCache
    let threads: NIOThreadPool

    func claims(_ rawPath: String) -> Bool { !DynamicPaths.contains(rawPath) }

    func fields(forErrorAt path: String) -> [(name: String, value: String)] {
        loader.headers.knownFields(forPath: path)
    }

    func resourceAtHand(for request: PlainRequest, now: HTTPClock.Instant) -> Resource? {
        cache.current(String(request.path.dropFirst()))?.resource(
            acceptEncoding: request[.acceptEncoding], wantsRange: request.first(.range) != nil, now: now)
    }

    func answer(to request: ResourceRequest, on loop: any EventLoop) -> EventLoopFuture<ResourceAnswer> {
        outcome(request.target.segments, on: loop).flatMap { outcome in
            switch outcome {
            case .document(let document):
                loop.makeSucceededFuture(
                    .resource(
                        document.resource(
                            acceptEncoding: request.acceptEncoding, wantsRange: request.wantsRange, now: request.now)))
            case .folder: loop.makeSucceededFuture(redirect(request.target))
            case .missing: missing(request, on: loop)
            case .failed(let problem):
                loop.makeSucceededFuture(.problem(problem, fields: fields(forErrorAt: request.target.path)))
            }
        }
    }

    private func outcome(_ segments: [String], on loop: any EventLoop) -> EventLoopFuture<SiteOutcome> {
        let path = segments.joined(separator: "/")
        if let document = cache.current(path) { return loop.makeSucceededFuture(.document(document)) }
        return cache.lookUp(path) { known in
            threads.runIfActive(eventLoop: loop) { loader.load(segments, known: known) }
        }.hop(to: loop)
    }

    /// To the same path with a slash. It cannot begin with `//`, which browsers would take for another host: a path
    /// with an empty segment is never found.
    private func redirect(_ target: RequestTarget) -> ResourceAnswer {
        let query = target.query.map { "?\($0)" } ?? ""
        return .redirect(location: target.encodedPath + "/" + query, fields: fields(forErrorAt: target.path + "/"))
    }

    /// The site's own page for people, a problem document for programs.
    private func missing(_ request: ResourceRequest, on loop: any EventLoop) -> EventLoopFuture<ResourceAnswer> {
        let vary = (name: "Vary", value: "Accept")
        let problem = ResourceAnswer.problem(Problem(.notFound), fields: fields(forErrorAt: "/404.html") + [vary])
        let accepted = request.accept.joined(separator: ",").lowercased()
        if accepted.contains("json"), !accepted.contains("text/html") { return loop.makeSucceededFuture(problem) }
        return outcome(["404.html"], on: loop).map { outcome in
            guard case .document(let page) = outcome else { return problem }
            var resource = page.plainResource
            resource.fields.append(vary)
            return .page(status: 404, resource)
        }
    }
}
