import HTTPTypes
import Hummingbird

/// A refusal of the OAuth endpoints: `{"error":…,"error_description":…}`, nearly all with 403, as Auth0 answers.
struct OAuthError: Error, Equatable {
    var status: HTTPResponse.Status = .forbidden
    var code: String
    var description: String

    static func invalidGrant(_ description: String) -> OAuthError {
        OAuthError(code: "invalid_grant", description: description)
    }

    static func invalidRequest(_ description: String) -> OAuthError {
        OAuthError(status: .badRequest, code: "invalid_request", description: description)
    }

    static let invalidClient = OAuthError(
        status: .unauthorized, code: "invalid_client", description: "Client authentication failed")
    static let badVerifier = invalidGrant("Failed to verify code verifier")
    static let badRefreshToken = invalidGrant("Unknown or invalid refresh token.")
    static let grantNotAllowed = OAuthError(
        code: "unauthorized_client", description: "Grant type not allowed for the client.")
    static let scopesNotApproved = OAuthError(
        code: "invalid_scope", description: "Some scopes have not been pre-approved")
    static let notAuthorized = OAuthError(code: "access_denied", description: "User did not authorize the request")

    var response: Response {
        var response = Response.wire(
            ["error": .string(code), "error_description": .string(description)], status: status)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
