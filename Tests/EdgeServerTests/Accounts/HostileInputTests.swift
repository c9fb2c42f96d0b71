import Foundation
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct HostileInputTests {
    private let folder: SiteFolder
    /// Routes that read a body.
    static let routes = [
        ("POST", "/api/setup"), ("POST", "/api/user/login"), ("PUT", "/api/user/password"),
        ("POST", "/api/admin/users"), ("PATCH", "/api/admin/users/01234567-89ab-77ff-bfff-ffffffffffff"),
    ]

    init() throws {
        folder = try SiteFolder()
    }

    @Test("A body that is not what is asked for is refused in words, and never an error of ours")
    func bodies() async throws {
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            let bodies = [
                "", "null", "[]", "\"x\"", "{", "{\"username\":1,\"password\":2,\"token\":3,\"current\":4}",
                #"{"username":{"$ne":null},"password":[],"token":true,"current":{},"role":[]}"#,
                String(repeating: "[", count: 10_000), #"{"username":"\ud800","role":"x"}"#, "\u{FEFF}[]", "\0",
            ]
            for (method, path) in Self.routes {
                for body in bodies {
                    let response = try await edge.call(method, path, body, as: cookie)
                    #expect(response.status == 400, "\(method) \(path) \(body.prefix(40)) \(response.status)")
                    #expect(response["Content-Type"] == "application/problem+json")
                }
            }
        }
    }

    @Test("A megabyte is refused, and the server goes on", arguments: routes)
    func large(method: String, path: String) async throws {
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            let body = RunningEdge.body(["username": String(repeating: "u", count: 1_000_000), "password": "x"])
            // The connection may be cut while the rest is still sent; what counts is that nobody reads it all.
            if let response = try? await edge.call(method, path, body, as: cookie) {
                #expect(response.status == 413 && response.code == "payload-too-large")
            }
            #expect(try await edge.call("GET", "/api/health").status == 200)
        }
    }

    @Test(
        "Another content type is refused",
        arguments: ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "", "application/jsonp"])
    func contentTypes(type: String) async throws {
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            for (method, path) in Self.routes {
                let response = try await edge.call(method, path, "{}", as: cookie, ["Content-Type: \(type)"])
                #expect(response.status == 415 && response.code == "unsupported-media-type")
            }
        }
    }

    @Test(
        "A content type with a parameter is JSON still",
        arguments: ["application/json; charset=utf-8", "APPLICATION/JSON"])
    func parameters(type: String) async throws {
        try await withEdge(folder) { edge async throws in
            _ = try await edge.setUp()
            let body = RunningEdge.body(["username": "anna", "password": RunningEdge.password, "other": "key"])
            let response = try await edge.call("POST", "/api/user/login", body, as: nil, ["Content-Type: \(type)"])
            #expect(response.status == 200)
        }
    }

    @Test("Names that are no names are refused, wherever they come")
    func names() async throws {
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            for name in [
                "", " ", "a\0b", "<script>", "a/../b", "ä", String(repeating: "a", count: 10_000), "a\r\nX: y",
            ] {
                let body = RunningEdge.body(["username": name, "password": RunningEdge.password, "role": "member"])
                let response = try await edge.call("POST", "/api/admin/users", body, as: cookie)
                #expect(response.status == 422, "\(name.prefix(10)) \(response.status)")
            }
        }
    }

    @Test("No log line and no answer holds a password, token, cookie, link or folder")
    func secrets() async throws {
        try await withEdge(folder, flags: [(.logFormat, "json")]) { edge async throws in
            let token = try #require(edge.setupToken)
            var answers: [String] = []
            let cookie = try await edge.setUp()
            _ = try await edge.add("bob", as: cookie)
            for (method, path) in Self.routes + [("GET", "/api/user/session"), ("GET", "/api/user/sessions")] {
                for body in [
                    "{\"password\":\"hunter2hunter2\",\"username\":\"anna\"}", "{\"token\":\"hunter2hunter2\"",
                ] {
                    let response = try await edge.call(
                        method, path + "?token=hunter2hunter2", method == "GET" ? nil : body, as: cookie)
                    answers.append(response.text)
                }
            }
            answers.append(try await edge.login("anna").text)
            answers.append(try await edge.call("GET", "/api/admin/users", as: cookie).text)
            answers.append(try await edge.call("GET", "/api/admin/audit", as: cookie).text)
            let secrets = [token, cookie, "hunter2hunter2", RunningEdge.password, "scrypt$"]
            for line in edge.log.all + answers {
                for secret in secrets + [edge.folder.path] { #expect(!line.contains(secret), "\(line)") }
            }
            #expect(edge.log.all.count > 10)
        }
    }
}
