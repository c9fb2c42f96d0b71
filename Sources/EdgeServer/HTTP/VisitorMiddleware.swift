import Core
import HTTPTypes
import Hummingbird

/// Finds out where a request is from: the connection's address, or what trusted proxies in front say it is. Refuses
/// what did not come the way it must (``OriginGate``).
struct VisitorMiddleware: RouterMiddleware {
    typealias Context = EdgeRequestContext

    let gate: OriginGate

    func handle(
        _ request: Request, context: EdgeRequestContext,
        next: @concurrent (Request, EdgeRequestContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.visitor = try visitor(of: request.headers, peer: context.visitor.address)
        return try await next(request, context)
    }

    /// - Throws: `Problem` 403 when the request lacks the origin's secret.
    func visitor(of fields: HTTPFields, peer: String) throws(Problem) -> Visitor {
        let address = NetworkAddress(peer)
        let origin = gate.origin(peer: address) { name in HTTPField.Name(name).map { fields[values: $0] } ?? [] }
        guard let origin else { throw Problem(.forbidden) }
        let isDistinct = origin.address.map { !$0.isLoopback && !gate.trust.trusts($0) } ?? false
        return Visitor(
            address: origin.address?.description ?? peer, userAgent: fields[.userAgent] ?? "", isDistinct: isDistinct)
    }
}
