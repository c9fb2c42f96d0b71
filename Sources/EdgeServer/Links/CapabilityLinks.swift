import Core
import Crypto
import Foundation
import NIOCore
import NIOPosix

/// Serves `/a/<token>/<name>.mp3`: who has the address may hear it (`design.md` §4). The name is for people and players
/// and decides nothing.
///
/// Each token goes the same way: it is hashed, and the directory is asked for the digest. A wrong, revoked, expired or
/// malformed one gets the same bytes as all others, which name neither the token nor the path. Answers forbid referrers
/// and shared caches, so that the address stays with those who have it.
struct CapabilityLinks: ResourceProvider {
    let directory: any LinkDirectory
    let loader: SiteLoader
    let cache: SiteDocumentCache
    let threads: NIOThreadPool

    static let prefix = "/a/"

    func claims(_ rawPath: String) -> Bool { rawPath.hasPrefix(Self.prefix) }

    func fields(forErrorAt path: String) -> [(name: String, value: String)] {
        Self.guarding + [(name: "Cache-Control", value: "no-store")]
    }

    func answer(to request: ResourceRequest, on loop: any EventLoop) -> EventLoopFuture<ResourceAnswer> {
        // `a`, token and name; anything else is looked up as well, as the token that it is not.
        let segments = request.target.segments
        let token = segments.count == 3 && !segments[2].isEmpty ? segments[1] : segments.joined(separator: "/")
        let digest = SHA256.hash(data: Data(token.utf8))
        return loop.makeFutureWithTask { try await directory.target(of: digest) }
            .flatMap { target in
                guard let target else { return loop.makeSucceededFuture(missing) }
                return document(target, on: loop).map { document in
                    document.map { .resource(resource($0, target, request.now)) } ?? missing
                }
            }
    }

    private var missing: ResourceAnswer { .problem(Problem(.notFound), fields: fields(forErrorAt: "")) }

    private func document(_ target: LinkTarget, on loop: any EventLoop) -> EventLoopFuture<SiteDocument?> {
        let path = target.file.joined(separator: "/")
        if let document = cache.current(path) { return loop.makeSucceededFuture(document) }
        return cache.lookUp(path) { known in
            threads.runIfActive(eventLoop: loop) { loader.load(target.file, known: known) }
        }.hop(to: loop).map { outcome in
            guard case .document(let document) = outcome else { return nil }
            return document
        }
    }

    private func resource(_ document: SiteDocument, _ target: LinkTarget, _ now: HTTPClock.Instant) -> Resource {
        var resource = document.plainResource(now: now)
        resource.fields = Self.guarding + [(name: "Cache-Control", value: "private, max-age=3600, no-transform")]
        resource.link = target.link
        return resource
    }

    private static let guarding: [(name: String, value: String)] = [
        (name: "Content-Security-Policy", value: "default-src 'none'; sandbox"),
        (name: "Referrer-Policy", value: "no-referrer"), (name: "X-Content-Type-Options", value: "nosniff"),
        (name: "X-Robots-Tag", value: "noindex"),
    ]
}
