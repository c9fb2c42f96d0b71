import Foundation
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct SetupTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
    }

    private func body(_ token: String, _ name: String = "anna", _ password: String = RunningEdge.password) -> String {
        RunningEdge.body(["token": token, "username": name, "password": password])
    }

    @Test("The first start prints one line with a link; the log tells only that it did")
    func link() async throws {
        try await withEdge(folder) { edge async throws in
            let token = try #require(edge.setupToken)
            #expect(edge.printed.all == ["setup: http://127.0.0.1:8080/setup?token=\(token)"])
            #expect(token.count >= 43 && !edge.log.all.contains { $0.contains(token) })
            #expect(edge.log.all.contains { $0.contains("setup link was printed") })
            #expect(try await edge.call("GET", "/api/site").object["setupNeeded"] as? Bool == true)
        }
    }

    @Test("Whoever has the link becomes the administrator, once")
    func once() async throws {
        try await withEdge(folder) { [self] edge async throws in
            let token = try #require(edge.setupToken)
            let response = try await edge.call("POST", "/api/setup", body(token))
            #expect(response.status == 201 && response["Cache-Control"] == "no-store")
            let user = response.object["user"] as? [String: Any]
            #expect(user?["username"] as? String == "anna" && user?["role"] as? String == "admin")
            #expect(user?["disabled"] as? Bool == false && (user?["id"] as? String)?.count == 36)
            #expect((response.object["session"] as? [String: Any])?["current"] as? Bool == true)
            #expect(try await edge.isSignedIn(#require(response.sessionCookie)))
            #expect(try await edge.call("GET", "/api/site").object["setupNeeded"] as? Bool == false)
            let used = try await edge.call("POST", "/api/setup", body(token, "bob"))
            let wrong = try await edge.call("POST", "/api/setup", body("wrong", "bob"))
            #expect(used.status == 403 && used.body == wrong.body)
        }
        try await withEdge(folder) { edge async throws in
            #expect(edge.printed.all.isEmpty)
            #expect(try await edge.call("GET", "/api/site").object["setupNeeded"] as? Bool == false)
            #expect(try await edge.login("anna").status == 200)
        }
    }

    @Test("A link that was not used is void after the next start")
    func newLink() async throws {
        try await withEdge(folder) { edge async throws in
            let old = try #require(edge.setupToken)
            try await withEdge(try SiteFolder()) { other async throws in
                #expect(other.setupToken != old)
                let response = try await other.call(
                    "POST", "/api/setup", RunningEdge.body(["token": old, "username": "a", "password": "x"]))
                #expect(response.status == 403)
            }
        }
    }

    @Test("A weak password or a bad name does not use the link up")
    func weak() async throws {
        try await withEdge(folder) { [self] edge async throws in
            let token = try #require(edge.setupToken)
            for (name, password) in [
                ("anna", "short"), ("a b", RunningEdge.password), ("annaannaanna", "AnnaAnnaAnna"),
            ] {
                let response = try await edge.call("POST", "/api/setup", body(token, name, password))
                #expect(response.status == 422 && response.object["detail"] is String)
                #expect(response.sessionCookie == nil)
            }
            _ = try await edge.setUp()
        }
    }

    @Test("Of many who use the link at once, one becomes administrator")
    func race() async throws {
        try await withEdge(folder) { [self] edge async throws in
            let token = try #require(edge.setupToken)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<6 {
                    group.addTask { try await edge.call("POST", "/api/setup", body(token, "a\(number)")).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.sorted() == [201, 403, 403, 403, 403, 403])
        }
    }

    @Test("The link is for the public address, without a slash too many")
    func publicAddress() async throws {
        try await withEdge(folder, flags: [(.publicURL, "https://Yoto.example:443/")]) { edge async throws in
            #expect(edge.printed.all.first?.hasPrefix("setup: https://yoto.example/setup?token=") == true)
        }
    }
}
