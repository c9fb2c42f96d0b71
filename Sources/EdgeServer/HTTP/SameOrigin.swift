import Core
import HTTPTypes
import Hummingbird

/// Refuses what another site makes a browser send: an unsafe request from a browser must come from our own pages.
///
/// Compared with the public address, never with `Host`, which CloudFront does not pass on (`design.md` §11.16).
/// Browsers tell the origin of every unsafe request; one that tells nothing is no browser and carries no cookie that it
/// was not given on purpose.
struct SameOrigin: RouterMiddleware {
    typealias Context = EdgeRequestContext

    private let origin: String

    init(publicURL: PublicURL) {
        origin = publicURL.origin
    }

    func handle(
        _ request: Request, context: EdgeRequestContext,
        next: @concurrent (Request, EdgeRequestContext) async throws -> Response
    ) async throws -> Response {
        guard Self.safe.contains(request.method) || isOurs(request.headers) else {
            throw Problem(.forbidden, "This request comes from another site.")
        }
        return try await next(request, context)
    }

    private func isOurs(_ fields: HTTPFields) -> Bool {
        let from = fields[.origin]
        let site = fields[.secFetchSite]
        if from == nil, site == nil { return true }
        return from == origin || site == "same-origin" || site == "none"
    }

    private static let safe: Set<HTTPRequest.Method> = [.get, .head, .options, .trace]
}

extension HTTPField.Name {
    /// `Sec-Fetch-Site` (W3C Fetch Metadata §2.3): scripts cannot set it.
    static var secFetchSite: HTTPField.Name {
        guard let name = HTTPField.Name("Sec-Fetch-Site") else { preconditionFailure("not a field name") }
        return name
    }
}
