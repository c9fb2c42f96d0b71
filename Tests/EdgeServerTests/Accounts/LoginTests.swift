import Core
import Foundation
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct LoginTests {
    private let folder: SiteFolder
    private let clock = TestClock()

    init() throws {
        folder = try SiteFolder()
    }

    @Test("Signing in gives a new session, with the cookie that the contract describes")
    func login() async throws {
        try await withEdge(folder, configure: { $0.now = clock.now }) { edge async throws in
            let first = try await edge.setUp()
            let response = try await edge.login("ANNA")
            #expect(response.status == 200 && response["Cache-Control"] == "no-store")
            let cookie = try #require(response.sessionCookie)
            #expect(cookie != first && cookie.count == 43)
            #expect(
                response["Set-Cookie"]
                    == "__Host-session=\(cookie); Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax; Secure")
            let session = response.object["session"] as? [String: Any]
            #expect(session?["createdAt"] as? String == "2026-11-25T01:43:50.000Z")
            #expect(session?["expiresAt"] as? String == "2026-12-25T01:43:50.000Z")
            #expect(session?["address"] as? String == "127.0.0.1")
            #expect((response.object["user"] as? [String: Any])?["lastLoginAt"] as? String != nil)
            #expect(try await edge.isSignedIn(cookie))
            #expect(try await edge.isSignedIn(first))
        }
    }

    @Test("Over plain http in a home network the cookie is an ordinary one, when that was asked for")
    func insecure() async throws {
        let flags: [(ConfigurationKey, String)] = [(.publicURL, "http://192.168.1.5:8080"), (.insecureLAN, "true")]
        try await withEdge(folder, flags: flags) { edge async throws in
            let cookie = try await edge.setUp()
            let response = try await edge.login("anna")
            #expect(response["Set-Cookie"]?.hasPrefix("session=") == true)
            #expect(response["Set-Cookie"]?.contains("Secure") == false)
            #expect(try await !edge.isSignedIn(cookie))
            let shown = try await edge.call("GET", "/api/user/session", nil, as: nil, ["Cookie: session=\(cookie)"])
            #expect(shown.object["authenticated"] as? Bool == true)
        }
    }

    @Test("Without that, plain http beyond this machine is refused at the start")
    func refusedStart() async throws {
        await #expect(throws: StartFailure.self) {
            try await withEdge(folder, flags: [(.publicURL, "http://192.168.1.5:8080")]) { _ in }
        }
    }

    @Test("An unknown name, a wrong password and a disabled user look alike")
    func alike() async throws {
        try await withEdge(folder) { edge async throws in
            let admin = try await edge.setUp()
            let bob = try await edge.add("bob", as: admin)
            let wrong = try await edge.login("bob", "another password")
            #expect(wrong.status == 401 && wrong.code == "unauthorized" && wrong["Set-Cookie"] == nil)
            _ = try await edge.call("PATCH", "/api/admin/users/\(bob)", #"{"disabled":true}"#, as: admin)
            for (name, password) in [
                ("nobody", "x"), ("bob", RunningEdge.password), ("anna", ""), ("a\u{0}b", "x"), ("", ""),
                (String(repeating: "n", count: 5000), "x"), ("anna", String(repeating: "p", count: 10_000)),
            ] {
                let response = try await edge.login(name, password)
                #expect(response.status == 401 && response.body == wrong.body, "\(name.prefix(10))")
            }
        }
    }

    @Test("Signing out ends the session and takes the cookie away, also without a session")
    func logout() async throws {
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            let response = try await edge.call("POST", "/api/user/logout", as: cookie)
            #expect(response.status == 204)
            #expect(response["Set-Cookie"] == "__Host-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure")
            #expect(try await !edge.isSignedIn(cookie))
            #expect(try await edge.call("POST", "/api/user-auth/logout").status == 204)
            #expect(try await edge.call("POST", "/api/user/logout", as: "garbage").status == 204)
        }
    }

    @Test("A session that a browser was given by somebody else is never taken up (session fixation)")
    func fixation() async throws {
        try await withEdge(folder) { edge async throws in
            let attacker = try await edge.setUp()
            let planted = String(repeating: "A", count: 43)
            let body = RunningEdge.body(["username": "anna", "password": RunningEdge.password])
            let fresh = try await edge.call("POST", "/api/user/login", body, as: planted).sessionCookie
            #expect(fresh != nil && fresh != planted)
            #expect(try await !edge.isSignedIn(planted))
            // A session that is replaced ends.
            let next = try await edge.call("POST", "/api/user/login", body, as: attacker).sessionCookie
            #expect(next != attacker)
            #expect(try await !edge.isSignedIn(attacker))
        }
    }

    @Test("A session slides for thirty days from its last use, and is noted at most every five minutes")
    func sliding() async throws {
        try await withEdge(folder, configure: { $0.now = clock.now }) { [clock] edge async throws in
            let cookie = try await edge.setUp()
            clock.advance(by: .seconds(299))
            #expect(try await edge.call("GET", "/api/user/session", as: cookie)["Set-Cookie"] == nil)
            clock.advance(by: .seconds(1))
            let touched = try await edge.call("GET", "/api/user/session", as: cookie)
            #expect(touched.sessionCookie == cookie)
            #expect(try await edge.call("GET", "/api/user/session", as: cookie)["Set-Cookie"] == nil)
            clock.advance(by: .seconds(29 * 24 * 3600))
            #expect(try await edge.isSignedIn(cookie))
            clock.advance(by: .seconds(30 * 24 * 3600))
            #expect(try await !edge.isSignedIn(cookie))
        }
    }

    @Test(
        "A cookie that is garbage is no session, and no error",
        arguments: [
            "__Host-session=", "__Host-session=x", "__Host-session", "=;=;=", "__Host-session=\"abc\"",
            "__Host-session=' OR 1=1 --", "__Host-session=\(String(repeating: "A", count: 10_000))",
            "session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", ";;;; ;",
            "__host-session=\(String(repeating: "A", count: 43))",
            "__Host-session=%00%00", "__Host-session=\(String(repeating: "Ä", count: 43))",
        ])
    func garbage(cookie: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.call("GET", "/api/user/session", nil, as: nil, ["Cookie: \(cookie)"])
            #expect(response.status == 200)
            #expect(response.text == #"{"authenticated":false,"is_admin":false}"#)
            #expect(try await edge.call("GET", "/api/user/sessions", nil, as: nil, ["Cookie: \(cookie)"]).status == 401)
        }
    }

    @Test("The cookie is found among others")
    func among() async throws {
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            let field = "Cookie: theme=dark; __Host-session=bad; __Host-session=\(cookie); x=y"
            #expect(try await edge.call("GET", "/api/user/sessions", nil, as: nil, [field]).status == 200)
        }
    }

    @Test("The shape of the Python service's answer is kept")
    func pythonShape() async throws {
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            let object = try await edge.call("GET", "/api/user-auth/session", as: cookie).object
            #expect(object["authenticated"] as? Bool == true && object["username"] as? String == "anna")
            #expect(object["is_admin"] as? Bool == true && object["user"] is [String: Any])
        }
    }

    @Test("A thousand wrong passwords for one account: few are hashed, others sign in, and the account too, later")
    func guessing() async throws {
        try await withEdge(folder, configure: { $0.now = clock.now }) { [clock] edge async throws in
            let admin = try await edge.setUp()
            _ = try await edge.add("bob", as: admin)
            let statuses = try await withThrowingTaskGroup(of: [Int].self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        var statuses: [Int] = []
                        for number in 0..<125 {
                            statuses.append(try await edge.login("anna", "wrong password \(worker) \(number)").status)
                            if number == 60, worker == 0 {
                                #expect(try await edge.login("bob").status == 200)
                            }
                        }
                        return statuses
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(statuses.count == 1000 && statuses.filter { $0 == 401 }.count == 5)
            #expect(statuses.filter { $0 == 429 }.count == 995)
            let limited = try await edge.login("anna")
            #expect(limited.status == 429 && limited.code == "too-many-requests" && limited["Retry-After"] == "1")
            #expect(try await edge.login("bob").status == 200)
            clock.advance(by: .seconds(1))
            #expect(try await edge.login("anna").status == 200)
        }
    }
}
