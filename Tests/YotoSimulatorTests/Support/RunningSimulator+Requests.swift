import Crypto
import Foundation

@testable import YotoSimulator

/// What a Yoto client does, spelt out over a socket.
extension RunningSimulator {
    static let redirectURI = "http://127.0.0.1:8080/oauth/callback"
    static let verifier = String(repeating: "verifier-", count: 5)
    static let usualScopes =
        "offline_access family:devices:view family:devices:manage family:devices:control family:library:view "
        + "family:library:manage user:content:view user:content:manage user:icons:manage family:view"

    static var challenge: String { Secret.base64URLDigest(Data(verifier.utf8)) }

    func send(
        _ method: String, _ path: String, token: String? = nil, type: String? = nil, body: Data = Data(),
        fields: [String] = []
    ) async throws -> WireAnswer {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + fields
        if let token { lines.append("Authorization: Bearer \(token)") }
        if let type { lines.append("Content-Type: \(type)") }
        if !body.isEmpty || method != "GET" { lines.append("Content-Length: \(body.count)") }
        let head = lines.joined(separator: "\r\n") + "\r\n\r\n"
        let (bytes, _) = try await WireExchange.send(Data(head.utf8) + body, port: port)
        guard let answer = WireAnswer(bytes) else {
            throw WireExchange.Failure(description: "no answer to \(method) \(path): \(bytes.count) bytes")
        }
        return answer
    }

    func send(_ method: String, _ path: String, token: String? = nil, json: WireJSON) async throws -> WireAnswer {
        try await send(method, path, token: token, type: "application/json", body: json.data)
    }

    func post(_ path: String, form: [String: String], fields: [String] = []) async throws -> WireAnswer {
        let body = form.map { "\(FormFields.encode($0.key))=\(FormFields.encode($0.value))" }.joined(separator: "&")
        return try await send(
            "POST", path, type: "application/x-www-form-urlencoded", body: Data(body.utf8), fields: fields)
    }

    /// `GET /authorize` with the usual parameters; `nil` leaves one out.
    func authorize(_ changes: [String: String?] = [:]) async throws -> WireAnswer {
        let usual: [String: String?] = [
            "audience": "https://api.yotoplay.com", "scope": Self.usualScopes, "response_type": "code",
            "client_id": clientID, "redirect_uri": Self.redirectURI, "code_challenge": Self.challenge,
            "code_challenge_method": "S256", "state": "STATE",
        ]
        let query = usual.merging(changes) { _, new in new }.compactMap { name, value in
            value.map { "\(name)=\(FormFields.encode($0))" }
        }
        return try await send("GET", "/authorize?" + query.joined(separator: "&"))
    }

    /// Answers a consent page as a click does.
    func decide(_ decision: String, on page: WireAnswer) async throws -> WireAnswer {
        guard let match = page.text.firstMatch(of: /name="(ticket|user_code)" value="([^"]+)"/),
            let action = page.text.firstMatch(of: /method="post" action="([^"]+)"/)
        else { throw WireExchange.Failure(description: "no form on the page: \(page.text)") }
        return try await post(
            String(action.1), form: [String(match.1): String(match.2), "decision": decision])
    }

    /// A code for the usual parameters, through the consent page.
    func code(_ changes: [String: String?] = [:]) async throws -> String {
        let answer = try await decide("allow", on: try await authorize(changes))
        guard let code = answer.redirectFields["code"] else {
            throw WireExchange.Failure(description: "no code: \(answer.status) \(answer["Location"] ?? "")")
        }
        return code
    }

    func exchange(_ code: String, _ changes: [String: String?] = [:]) async throws -> WireAnswer {
        let usual: [String: String?] = [
            "grant_type": "authorization_code", "client_id": clientID, "code": code,
            "redirect_uri": Self.redirectURI, "code_verifier": Self.verifier,
        ]
        return try await post("/oauth/token", form: usual.merging(changes) { _, new in new }.compactMapValues { $0 })
    }

    func refresh(_ token: String, _ changes: [String: String] = [:]) async throws -> WireAnswer {
        let usual = ["grant_type": "refresh_token", "client_id": clientID, "refresh_token": token]
        return try await post("/oauth/token", form: usual.merging(changes) { _, new in new })
    }

    /// The tokens of a whole code flow.
    func logIn(scope: String = usualScopes) async throws -> (access: String, refresh: String) {
        let answer = try await exchange(try await code(["scope": scope])).json
        return (answer["access_token"]?.text ?? "", answer["refresh_token"]?.text ?? "")
    }
}

extension WireAnswer {
    /// The query's fields of the address that a redirect leads to.
    var redirectFields: FormFields {
        guard let query = self["Location"]?.split(separator: "?", maxSplits: 1).last else { return FormFields() }
        return (try? FormFields(encoded: String(query))) ?? FormFields()
    }

    /// The `error` of an OAuth answer.
    var oauthError: String? { json["error"]?.text }

    /// The `error.message` of an API answer.
    var message: String? { json["error"]?["message"]?.text }
}
