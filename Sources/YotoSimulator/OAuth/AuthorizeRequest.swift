import Foundation

/// A request to `/authorize` whose client and redirect URI are known, and whose other parameters are well formed.
struct AuthorizeRequest: Sendable {
    var client: RegisteredClient
    var redirectURI: String
    var state: String?
    var scopes: Set<String>
    var audience: String?
    var challenge: String?
    var mustNotAsk: Bool

    static let apiAudience = "https://api.yotoplay.com"

    /// Why a request got no page. Only what is wrong with a known client is told to its redirect URI.
    enum Refusal: Error {
        /// Shown to the user: nobody may be redirected to an address that is not registered.
        case page(String)
        case redirect(String)
    }

    /// - Throws: ``Refusal``.
    init(_ fields: FormFields, clients: [String: RegisteredClient]) throws(Refusal) {
        guard let id = fields["client_id"], let client = clients[id] else {
            throw .page("Unknown client: no application with this client_id is registered.")
        }
        guard let redirectURI = fields["redirect_uri"], client.redirectURIs.contains(redirectURI) else {
            throw .page(
                "Callback URL mismatch: \(fields["redirect_uri"] ?? "(none)") is not in the list of allowed callback "
                    + "URLs of this application.")
        }
        self.client = client
        self.redirectURI = redirectURI
        state = fields["state"]
        scopes = Set((fields["scope"] ?? "").split(separator: " ").map(String.init))
        audience = fields["audience"]
        challenge = fields["code_challenge"]
        mustNotAsk = fields["prompt"] == "none"
        if let error = problem(fields) { throw .redirect(location(of: error)) }
    }

    private func problem(_ fields: FormFields) -> OAuthError? {
        guard fields["response_type"] == "code" else {
            return OAuthError(code: "unsupported_response_type", description: "response_type must be code")
        }
        if challenge != nil || client.secret == nil, let error = challengeProblem(fields) { return error }
        if let audience, audience != Self.apiAudience {
            return OAuthError(code: "access_denied", description: "Service not found: \(audience)")
        }
        return scopes.isSubset(of: client.scopes) ? nil : .scopesNotApproved
    }

    /// RFC 7636 §4.2 and §4.3; Yoto takes S256 only.
    private func challengeProblem(_ fields: FormFields) -> OAuthError? {
        guard let challenge else { return .invalidRequest("Parameter 'code_challenge' is required") }
        guard fields["code_challenge_method"] == "S256" else {
            return .invalidRequest("Parameter 'code_challenge_method' must be S256")
        }
        let isDigest = challenge.utf8.count == 43 && challenge.wholeMatch(of: /[A-Za-z0-9_-]+/) != nil
        return isDigest ? nil : .invalidRequest("Parameter 'code_challenge' must be a base64url SHA-256")
    }

    func location(of error: OAuthError) -> String {
        location([("error", error.code), ("error_description", error.description)])
    }

    func location(ofCode code: String) -> String {
        location([("code", code)])
    }

    private func location(_ parameters: [(String, String)]) -> String {
        let all = parameters + (state.map { [("state", $0)] } ?? [])
        let query = all.map { "\($0.0)=\(FormFields.encode($0.1))" }.joined(separator: "&")
        return redirectURI + (redirectURI.contains("?") ? "&" : "?") + query
    }
}
