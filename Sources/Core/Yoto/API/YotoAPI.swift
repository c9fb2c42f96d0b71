package import HTTPClient
import Foundation

/// Yoto's REST API (`yoto-platform.md` §2), one file for each family of calls. Reads leniently, writes exactly.
///
/// Every call has a limit on its time and on the length of its answer. A 401 is answered with one refresh and one
/// more attempt; nothing else is sent twice unless ``retries`` says so.
package struct YotoAPI: Sendable {
    /// Sends a request; the live one is a transport's.
    package typealias Send = @Sendable (HTTPClientRequest) async throws(HTTPClientError) -> HTTPClientResponse

    /// Where access tokens come from. Whatever these throw is thrown by the call.
    package struct Credentials: Sendable {
        /// The present access token.
        package var accessToken: @Sendable () async throws -> String
        /// A new one after the server has refused this one; may be called by many calls at once, and must then
        /// refresh once.
        package var refreshAfterRejection: @Sendable (_ rejected: String) async throws -> String

        package init(
            accessToken: @escaping @Sendable () async throws -> String,
            refreshAfterRejection: @escaping @Sendable (_ rejected: String) async throws -> String
        ) {
            self.accessToken = accessToken
            self.refreshAfterRejection = refreshAfterRejection
        }
    }

    /// Where the API is.
    package let endpoints: YotoEndpoints
    /// The longest answer that is read, in bytes.
    package static let maximumAnswerBytes = 4 * 1024 * 1024
    let credentials: Credentials
    let send: Send
    let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - retries: for idempotent calls that fail in passing; none by default.
    ///   - now: to read a `Retry-After` that is a date.
    package init(
        transport: HTTPTransport, endpoints: YotoEndpoints = .init(), credentials: Credentials,
        retries: HTTPRetryPolicy? = nil, now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.init(
            endpoints: endpoints, credentials: credentials,
            send: { request throws(HTTPClientError) in
                guard let retries else { return try await transport.send(request) }
                return try await transport.send(request, retrying: retries)
            }, now: now)
    }

    /// The same over any way to send.
    package init(
        endpoints: YotoEndpoints, credentials: Credentials, send: @escaping Send,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.endpoints = endpoints
        self.credentials = credentials
        self.send = send
        self.now = now
    }
}

extension YotoAPI {
    /// The answer of a call as a JSON value.
    func value(_ call: YotoCall) async throws -> JSONValue {
        let response = try await response(to: call)
        do {
            return try JSONValue(response.body)
        } catch {
            throw malformed(call, response, "\(error)")
        }
    }

    /// A member of the answer that must be an object.
    func object(_ key: String, of call: YotoCall) async throws -> JSONObject {
        guard let object = try await value(call)[key]?.object else {
            throw YotoAPIError(.malformed, call: call.name, message: "the answer has no \(key)")
        }
        return object
    }

    /// A member of the answer that must be an array of objects.
    func objects(_ keys: String..., of call: YotoCall) async throws -> [JSONObject] {
        let answer = try await value(call)
        for key in keys {
            if let array = answer[key]?.array { return array.compactMap(\.object) }
        }
        throw YotoAPIError(.malformed, call: call.name, message: "the answer has no \(keys.joined(separator: " or "))")
    }

    /// Sends a call with the present token, once more with a fresh one after a 401.
    ///
    /// - Parameter accepted: statuses besides 2xx that are answers and no errors.
    func response(to call: YotoCall, accepting accepted: Set<Int> = []) async throws -> HTTPClientResponse {
        let token = try await credentials.accessToken()
        var secrets = [token]
        var response = try await attempt(call, token: token)
        if response.status == 401 {
            let fresh = try await credentials.refreshAfterRejection(token)
            secrets.append(fresh)
            response = try await attempt(call, token: fresh)
        }
        guard (200..<300).contains(response.status) || accepted.contains(response.status) else {
            throw YotoAPIError(response, call: call.name, secrets: secrets, now: now())
        }
        return response
    }

    private func attempt(_ call: YotoCall, token: String) async throws(YotoAPIError) -> HTTPClientResponse {
        var request = HTTPClientRequest(
            call.method, endpoints.api + call.target,
            headers: ["Authorization": "Bearer \(token)", "Accept": "application/json"], body: call.body)
        request.headers["Content-Type"] = call.contentType
        request.timeouts = call.timeouts
        request.maximumBodyBytes = Self.maximumAnswerBytes
        request.acceptsGzip = true
        // A creation that libcurl repeats on its own, because a used connection has died, makes two cards.
        request.reusesConnection = call.method != "POST"
        return try await deliver(request, call: call.name)
    }

    /// Sends a request as it is, the client's errors made ours.
    func deliver(_ request: HTTPClientRequest, call: String) async throws(YotoAPIError) -> HTTPClientResponse {
        do {
            return try await send(request)
        } catch {
            throw YotoAPIError(error, call: call)
        }
    }

    private func malformed(_ call: YotoCall, _ response: HTTPClientResponse, _ message: String) -> YotoAPIError {
        var error = YotoAPIError(.malformed, call: call.name, message: message, status: response.status)
        error.requestID = response.headers["x-request-id"].map { CleanText.shortened($0) }
        return error
    }
}
