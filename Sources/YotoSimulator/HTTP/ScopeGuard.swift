import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A request to the API whose token was looked at.
struct APICall: Sendable {
    let request: Request
    let context: SimulatorContext
    let claims: AccessTokenClaims

    /// A parameter of the path.
    func parameter(_ name: String) -> String { context.parameters.get(name) ?? "" }

    /// A parameter of the query; malformed queries count as empty.
    func query(_ name: String) -> String? { (try? request.queryFields())?[name] }

    /// The JSON body, of 1 MiB at most.
    ///
    /// - Throws: `CloudError` 400 when it is not JSON, 413 when it is too long.
    func json() async throws -> WireJSON {
        let body = try await bytes(upTo: 1024 * 1024)
        guard let json = try? WireJSON(parsing: body) else {
            throw CloudError.badRequest("Request body is not valid JSON.")
        }
        return json
    }

    /// The whole body.
    func bytes(upTo limit: Int) async throws -> Data {
        do {
            return Data(try await request.body.collect(upTo: limit).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw CloudError.tooLarge
        }
    }
}

/// Lets requests through whose access token is live and allows what a route needs (`yoto-platform.md` §1.7).
struct ScopeGuard: Sendable {
    typealias Handler = @Sendable (Request, SimulatorContext) async throws -> Response

    let authorization: AuthorizationServer

    func callAsFunction(
        _ scope: String, _ handler: @escaping @Sendable (APICall) async throws -> Response
    ) -> Handler {
        { [authorization] request, context in
            guard let token = request.bearerToken else { throw CloudError.unauthorized }
            let claims = try await authorization.claims(ofAPIToken: token)
            guard YotoScope.allows(claims.scopes, scope) else {
                throw CloudError.forbidden("Missing required scope: \(scope)")
            }
            return try await handler(APICall(request: request, context: context, claims: claims))
        }
    }
}
