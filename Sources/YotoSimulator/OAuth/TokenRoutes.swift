import Foundation
import HTTPTypes
import Hummingbird

/// `/oauth/token` and what belongs to it.
struct TokenRoutes: Sendable {
    let server: AuthorizationServer
    let issuer: TokenIssuer
    let origin: Origin

    func add(to router: Router<SimulatorContext>) {
        router.post("/oauth/token") { request, _ in try await token(request) }
        router.post("/oauth/revoke") { request, _ in try await revoke(request) }
        router.get("/userinfo") { request, _ in try await userInformation(request) }
        router.get("/.well-known/jwks.json") { _, _ in Response.wire(issuer.keySet) }
        router.get("/.well-known/openid-configuration") { _, _ in Response.wire(metadata) }
    }

    private func token(_ request: Request) async throws -> Response {
        guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else {
            throw OAuthError.invalidRequest("The body must be application/x-www-form-urlencoded")
        }
        let fields = try await request.bodyFields()
        let client = try await server.authenticate(fields, basic: request.basicCredentials)
        let answer =
            switch fields["grant_type"] {
            case "authorization_code": try await server.exchangeCode(fields, client: client)
            case "refresh_token": try await server.refresh(fields, client: client)
            case "urn:ietf:params:oauth:grant-type:device_code": try await server.pollDevice(fields, client: client)
            case nil: throw OAuthError.invalidRequest("Missing required parameter: grant_type")
            default: throw OAuthError.grantNotAllowed
            }
        var response = Response.wire(answer.json)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func revoke(_ request: Request) async throws -> Response {
        let fields = try await request.bodyFields()
        let client = try await server.authenticate(fields, basic: request.basicCredentials)
        guard let token = fields["token"] else { throw OAuthError.invalidRequest("Missing required parameter: token") }
        await server.revoke(token, client: client)
        return Response(status: .ok, headers: [.contentLength: "0"])
    }

    private func userInformation(_ request: Request) async throws -> Response {
        guard let token = request.bearerToken else { throw CloudError.unauthorized }
        let scopes = try await server.scopes(ofToken: token)
        guard scopes.contains("openid") else { throw CloudError.unauthorized }
        var json: WireJSON = ["sub": .string(AccessTokenClaims.userID)]
        if scopes.contains("profile") { json["name"] = "Example Parent" }
        if scopes.contains("email") { json["email"] = "parent@example.org" }
        return .wire(json)
    }

    private var metadata: WireJSON {
        [
            "issuer": .string(AccessTokenClaims.issuer),
            "authorization_endpoint": .string(origin.url("/authorize")),
            "token_endpoint": .string(origin.url("/oauth/token")),
            "device_authorization_endpoint": .string(origin.url("/oauth/device/code")),
            "revocation_endpoint": .string(origin.url("/oauth/revoke")),
            "userinfo_endpoint": .string(origin.url("/userinfo")),
            "jwks_uri": .string(origin.url("/.well-known/jwks.json")),
            "response_types_supported": ["code"], "code_challenge_methods_supported": ["S256"],
        ]
    }
}

extension Request {
    /// RFC 6750 §2.1.
    var bearerToken: String? {
        guard let value = headers[.authorization], value.lowercased().hasPrefix("bearer ") else { return nil }
        return String(value.dropFirst(7))
    }

    /// Client authentication in the header (RFC 6749 §2.3.1).
    var basicCredentials: (id: String, secret: String)? {
        guard let value = headers[.authorization], value.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(value.dropFirst(6)))
        else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        return (String(parts[0]), String(parts[1]))
    }
}
