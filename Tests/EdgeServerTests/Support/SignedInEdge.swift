import Foundation

/// Calls of the API as a browser or a program makes them.
extension RunningEdge {
    static let password = "a long enough password"

    /// The token of the setup link that was printed.
    var setupToken: String? {
        printed.all.last.flatMap { $0.firstMatch(of: #/setup\?token=(\S+)/#).map { String($0.1) } }
    }

    /// One call on a connection of its own.
    ///
    /// - Parameters:
    ///   - body: JSON, sent as such.
    ///   - cookie: the value of the session cookie.
    func call(
        _ method: String, _ path: String, _ body: String? = nil, as cookie: String? = nil, _ fields: [String] = []
    ) async throws -> WireResponse {
        var lines = fields + ["Connection: close"]
        if let cookie { lines.append("Cookie: __Host-session=\(cookie)") }
        if let body {
            lines.append("Content-Length: \(body.utf8.count)")
            if !fields.contains(where: { $0.hasPrefix("Content-Type") }) {
                lines.append("Content-Type: application/json")
            }
        }
        let head = (["\(method) \(path) HTTP/1.1", "Host: localhost"] + lines).map { $0 + "\r\n" }.joined() + "\r\n"
        let connection = try await connect()
        try await connection.send(head + (body ?? ""))
        let response = try await connection.response(to: method)
        await connection.close()
        return response
    }

    /// Makes the administrator `anna`; the cookie of her session.
    func setUp() async throws -> String {
        let body = Self.body(["token": setupToken ?? "", "username": "anna", "password": Self.password])
        let response = try await call("POST", "/api/setup", body)
        guard response.status == 201, let cookie = response.sessionCookie else {
            throw WireConnection.Failure(description: "setup: \(response.status) \(response.text)")
        }
        return cookie
    }

    func login(_ name: String, _ password: String = Self.password) async throws -> WireResponse {
        try await call("POST", "/api/user/login", Self.body(["username": name, "password": password]))
    }

    /// Adds a user with the usual password; the id.
    func add(_ name: String, role: String = "member", as administrator: String) async throws -> String {
        let body = Self.body(["username": name, "password": Self.password, "role": role])
        let response = try await call("POST", "/api/admin/users", body, as: administrator)
        guard response.status == 201, let id = response.object["id"] as? String else {
            throw WireConnection.Failure(description: "new user: \(response.status) \(response.text)")
        }
        return id
    }

    /// Whether a session is known.
    func isSignedIn(_ cookie: String) async throws -> Bool {
        try await call("GET", "/api/user/session", as: cookie).object["authenticated"] as? Bool == true
    }

    static func body(_ pairs: [String: String]) -> String {
        String(decoding: (try? JSONEncoder().encode(pairs)) ?? Data(), as: UTF8.self)
    }
}

extension WireResponse {
    /// The value of the session cookie that the answer sets.
    var sessionCookie: String? {
        self["Set-Cookie"]?.firstMatch(of: #/^(?:__Host-)?session=([^;]+);/#).map { String($0.1) }
    }

    /// The body as a JSON object; empty when it is none.
    var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }

    var code: String? { object["code"] as? String }
}
