package import HTTPClient
import Foundation

/// Logins at Yoto's OAuth server, an Auth0 tenant (`yoto-platform.md` §1). Keeps no state: tokens belong to the caller,
/// who must store a refreshed one durably before using it, and never refresh twice at once (§1.5).
package struct YotoOAuth: Sendable {
    /// Sends a request; the live one is a transport's.
    package typealias Send = @Sendable (HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse

    /// Where the OAuth server is.
    package let endpoints: YotoEndpoints
    /// Who we are.
    package let client: YotoOAuthClient
    let send: Send
    let now: @Sendable () -> Timestamp

    /// - Parameter now: the clock that `expires_in` counts from.
    package init(
        client: YotoOAuthClient, endpoints: YotoEndpoints = .init(), transport: HTTPTransport,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.init(
            client: client, endpoints: endpoints,
            send: { request throws(HTTPClientError) in try await transport.send(request) }, now: now)
    }

    /// The same over any way to send.
    package init(
        client: YotoOAuthClient, endpoints: YotoEndpoints, send: @escaping Send,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.client = client
        self.endpoints = endpoints
        self.send = send
        self.now = now
    }
}

extension YotoOAuth {
    /// The address to send the browser to (§1.3).
    ///
    /// - Parameters:
    ///   - redirectURL: exactly as it is registered, port included.
    ///   - state: a random value that must come back.
    ///   - key: the proof key; confidential clients may do without, ours does not.
    ///   - prompt: `login`, `consent` or `select_account` to make the page ask again.
    package func authorizeURL(
        redirectURL: String, state: String, key: ProofKey, scopes: [YotoScope] = YotoScope.suggested,
        prompt: String? = nil
    ) -> String {
        var query = [
            ("audience", endpoints.audience), ("scope", YotoScope.text(scopes)), ("response_type", "code"),
            ("client_id", client.id), ("redirect_uri", redirectURL), ("code_challenge", key.challenge),
            ("code_challenge_method", "S256"), ("state", state),
        ]
        if let prompt { query.append(("prompt", prompt)) }
        return "\(endpoints.login)/authorize?\(PercentEncoding.form(query))"
    }

    /// Exchanges the code of a callback, once (§1.3).
    ///
    /// - Throws: ``YotoOAuthError``; `invalidGrant` for a used or expired code or a wrong verifier.
    package func exchange(
        code: String, key: ProofKey, redirectURL: String, requested: [YotoScope] = YotoScope.suggested
    ) async throws(YotoOAuthError) -> YotoTokens {
        try await tokens(
            [
                ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectURL),
                ("code_verifier", key.verifier), ("audience", endpoints.audience),
            ], requested: requested)
    }

    /// Begins a login on another device (§1.4).
    ///
    /// - Throws: ``YotoOAuthError``; `unauthorizedClient` or `accessDenied` when the client may not do this.
    package func startDevice(
        scopes: [YotoScope] = YotoScope.suggested
    ) async throws(YotoOAuthError) -> YotoDeviceAuthorization {
        let answer = try await post(
            "/oauth/device/code", [("scope", YotoScope.text(scopes)), ("audience", endpoints.audience)])
        guard let device = YotoDeviceAuthorization(answer, now: now()) else {
            throw YotoOAuthError(.malformed, "the answer holds no device code")
        }
        return device
    }

    /// Asks once whether the user has agreed (§1.4).
    ///
    /// - Throws: ``YotoOAuthError``: `authorizationPending` and `slowDown` mean to ask again, everything that is not
    ///   passing means to stop.
    package func poll(
        _ device: YotoDeviceAuthorization, requested: [YotoScope] = YotoScope.suggested
    ) async throws(YotoOAuthError) -> YotoTokens {
        try await tokens(
            [
                ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", device.deviceCode),
                ("audience", endpoints.audience),
            ], requested: requested)
    }

    /// Trades a refresh token for new tokens (§1.5). Tokens rotate: the old refresh token is dead once the server has
    /// answered, so the request is sent on a connection of its own and never twice.
    ///
    /// - Returns: the new tokens, with the old refresh token if the answer has none.
    /// - Throws: ``YotoOAuthError``: `invalidGrant` when the login is over; `transport` when nobody knows whether the
    ///   server has used the token up.
    package func refresh(_ old: YotoTokens) async throws(YotoOAuthError) -> YotoTokens {
        guard let refreshToken = old.refreshToken else {
            throw YotoOAuthError(.invalidGrant, "there is no refresh token")
        }
        return try await tokens(
            [("grant_type", "refresh_token"), ("refresh_token", refreshToken), ("audience", endpoints.audience)],
            previous: old, requested: [])
    }

    /// Makes a refresh token worthless (Auth0's `POST /oauth/revoke`, RFC 7009). Access tokens live on until they end.
    ///
    /// - Throws: ``YotoOAuthError``; a token that the server does not know is no error.
    package func revoke(refreshToken: String) async throws(YotoOAuthError) {
        _ = try await response(to: "/oauth/revoke", [("token", refreshToken)])
    }
}

extension YotoOAuth {
    private func tokens(
        _ fields: [(String, String)], previous: YotoTokens? = nil, requested: [YotoScope]
    ) async throws(YotoOAuthError) -> YotoTokens {
        let answer = try await post("/oauth/token", fields)
        guard let tokens = YotoTokens(answer, previous: previous, requested: requested, now: now()) else {
            throw YotoOAuthError(.malformed, "the answer holds no access token")
        }
        return tokens
    }

    private func post(_ path: String, _ fields: [(String, String)]) async throws(YotoOAuthError) -> JSONObject {
        let response = try await response(to: path, fields)
        guard let answer = (try? JSONValue(response.body))?.object else {
            throw YotoOAuthError(.malformed, "the answer is no JSON object", status: response.status)
        }
        return answer
    }

    /// Sends a form with the client's id and secret in it.
    private func response(
        to path: String, _ fields: [(String, String)]
    ) async throws(YotoOAuthError) -> HTTPClientResponse {
        var fields = [("client_id", client.id)] + fields
        if let secret = client.secret { fields.append(("client_secret", secret)) }
        var request = HTTPClientRequest(
            "POST", endpoints.login + path,
            headers: ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"],
            body: .bytes(Data(PercentEncoding.form(fields).utf8)))
        request.maximumBodyBytes = 256 * 1024
        request.timeouts = HTTPTimeouts(connect: .seconds(10), idle: .seconds(20), total: .seconds(30))
        // Codes and refresh tokens are good for one use: libcurl must not send one again by itself.
        request.reusesConnection = false
        let response: HTTPClientResponse
        do {
            response = try await send(request)
        } catch {
            var failure = YotoOAuthError(.transport, "\(error.code): \(error.text)")
            failure.provesNothingWasSent = error.provesNothingWasSent
            throw failure
        }
        guard (200..<300).contains(response.status) else {
            throw failure(response, secrets: fields.dropFirst().map(\.1))
        }
        return response
    }

    /// An error answer (RFC 6749 §5.2) of whatever status: Auth0 sends 403 where the RFC has 400.
    private func failure(_ response: HTTPClientResponse, secrets: [String]) -> YotoOAuthError {
        let body = (try? JSONValue(response.body))?.object ?? JSONObject()
        let text = body[string: "error_description"] ?? body[string: "message"] ?? ""
        let retryAfter = RetryAfter.duration(response.headers["retry-after"], now: now().date)
        return YotoOAuthError(
            code(body[string: "error"], status: response.status), CleanText.shortened(text, without: secrets),
            status: response.status, retryAfter: retryAfter)
    }

    private func code(_ word: String?, status: Int) -> YotoOAuthError.Code {
        let code = word.map { YotoOAuthError.Code(word: $0) } ?? .unknown
        guard code == .unknown else { return code }
        switch status {
        case 429: return .tooManyAttempts
        case 401: return .invalidClient
        case 500...599: return .server
        default: return word == nil ? .malformed : .unknown
        }
    }
}
