import Foundation
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct SessionTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
    }

    private func sessions(_ edge: RunningEdge, _ cookie: String) async throws -> [[String: Any]] {
        try await edge.call("GET", "/api/user/sessions", as: cookie).object["sessions"] as? [[String: Any]] ?? []
    }

    @Test("A user sees the own sessions, which of them asks, and what browser each is")
    func list() async throws {
        try await withEdge(folder) { [self] edge async throws in
            let admin = try await edge.setUp()
            _ = try await edge.add("bob", as: admin)
            _ = try await edge.login("bob")
            let body = RunningEdge.body(["username": "anna", "password": RunningEdge.password])
            let agent = "User-Agent: Browser \(String(repeating: "x", count: 500))"
            let second = try #require(
                try await edge.call("POST", "/api/user/login", body, as: nil, [agent]).sessionCookie)
            let list = try await sessions(edge, second)
            #expect(list.count == 2 && list.filter { $0["current"] as? Bool == true }.count == 1)
            let current = list.first { $0["current"] as? Bool == true }
            #expect((current?["userAgent"] as? String)?.count == UserSession.maximumUserAgent)
            for key in ["id", "createdAt", "lastUsedAt", "expiresAt", "address"] { #expect(current?[key] is String) }
        }
    }

    @Test("A session is revoked by its owner only")
    func revoke() async throws {
        try await withEdge(folder) { [self] edge async throws in
            let admin = try await edge.setUp()
            _ = try await edge.add("bob", as: admin)
            let bob = try #require(try await edge.login("bob").sessionCookie)
            let other = try #require(try await edge.login("bob").sessionCookie)
            let list = try await sessions(edge, bob)
            let id = try #require(list.first { $0["current"] as? Bool == false }?["id"] as? String)
            let path = "/api/user/sessions/\(id)"
            #expect(try await edge.call("DELETE", path, as: admin).status == 404)
            #expect(try await edge.call("DELETE", path, as: bob).status == 204)
            #expect(try await !edge.isSignedIn(other))
            #expect(try await edge.call("DELETE", path, as: bob).status == 404)
            for bad in ["nothing", "%00", "%27%20OR%201=1", "01234567-89ab-77ff-bfff-ffffffffffff"] {
                #expect(try await edge.call("DELETE", "/api/user/sessions/\(bad)", as: bob).status == 404)
            }
            #expect(try await edge.isSignedIn(bob))
        }
    }

    @Test("All other sessions are revoked at once")
    func revokeOthers() async throws {
        try await withEdge(folder) { edge async throws in
            let first = try await edge.setUp()
            let second = try #require(try await edge.login("anna").sessionCookie)
            #expect(try await edge.call("DELETE", "/api/user-auth/sessions", as: second).status == 204)
            #expect(try await edge.isSignedIn(second))
            #expect(try await !edge.isSignedIn(first))
        }
    }

    @Test("A new password needs the present one and ends all other sessions")
    func password() async throws {
        try await withEdge(folder) { edge async throws in
            let first = try await edge.setUp()
            let second = try #require(try await edge.login("anna").sessionCookie)
            func change(_ current: String, _ new: String) async throws -> WireResponse {
                try await edge.call(
                    "PUT", "/api/user/password", RunningEdge.body(["current": current, "new": new]), as: second)
            }
            let wrong = try await change("wrong", "another long password")
            #expect(wrong.status == 403 && wrong.code == "forbidden")
            #expect(try await change(RunningEdge.password, "short").status == 422)
            #expect(try await edge.isSignedIn(first))
            #expect(try await change(RunningEdge.password, "another long password").status == 204)
            #expect(try await edge.isSignedIn(second))
            #expect(try await !edge.isSignedIn(first))
            #expect(try await edge.login("anna").status == 401)
            #expect(try await edge.login("anna", "another long password").status == 200)
        }
    }

    @Test("A stolen session is no way to guess the password")
    func guessing() async throws {
        let clock = TestClock()
        try await withEdge(folder, configure: { $0.now = clock.now }) { edge async throws in
            let cookie = try await edge.setUp()
            var statuses: [Int] = []
            for number in 0..<10 {
                let body = RunningEdge.body(["current": "wrong \(number)", "new": "another long password"])
                statuses.append(try await edge.call("PUT", "/api/user/password", body, as: cookie).status)
            }
            #expect(statuses == [403, 403, 403, 403, 403, 429, 429, 429, 429, 429])
        }
    }
}
