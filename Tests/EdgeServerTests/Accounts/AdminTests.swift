import Foundation
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct AdminTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
    }

    @Test("Users are made, listed, changed and removed")
    func users() async throws {
        try await withEdge(folder) { edge async throws in
            let admin = try await edge.setUp()
            let id = try await edge.add("Bob", role: "listener", as: admin)
            let path = "/api/admin/users/\(id)"
            let user = try await edge.call("GET", path, as: admin)
            #expect(user.object["username"] as? String == "Bob" && user.object["role"] as? String == "listener")
            #expect(Set(user.object.keys) == ["id", "username", "role", "disabled", "createdAt"])
            let list = try await edge.call("GET", "/api/admin/users", as: admin).object["users"] as? [[String: Any]]
            #expect(list?.compactMap { $0["username"] as? String } == ["anna", "Bob"])
            let changed = try await edge.call("PATCH", path, #"{"username":"robert","role":"member"}"#, as: admin)
            #expect(changed.status == 200 && changed.object["username"] as? String == "robert")
            #expect(try await edge.call("PATCH", path, "{}", as: admin).object["role"] as? String == "member")
            #expect(try await edge.login("robert").status == 200)
            #expect(try await edge.call("DELETE", path, as: admin).status == 204)
            for method in ["GET", "DELETE"] { #expect(try await edge.call(method, path, as: admin).status == 404) }
            #expect(try await edge.call("PATCH", path, #"{"role":"admin"}"#, as: admin).status == 404)
        }
    }

    @Test("A name that is taken, in any case, is a conflict; what cannot be is told")
    func conflicts() async throws {
        try await withEdge(folder) { edge async throws in
            let admin = try await edge.setUp()
            let id = try await edge.add("bob", as: admin)
            func make(_ name: String, _ password: String, _ role: String) async throws -> Int {
                let body = RunningEdge.body(["username": name, "password": password, "role": role])
                return try await edge.call("POST", "/api/admin/users", body, as: admin).status
            }
            #expect(try await make("BOB", RunningEdge.password, "member") == 409)
            #expect(try await make("b b", RunningEdge.password, "member") == 422)
            #expect(try await make("carl", "1234567890", "member") == 422)
            #expect(try await make("carl", RunningEdge.password, "root") == 400)
            let rename = try await edge.call("PATCH", "/api/admin/users/\(id)", #"{"username":"Anna"}"#, as: admin)
            #expect(rename.status == 409 && rename.code == "conflict")
        }
    }

    @Test("A new password, disabling and removing end the user's sessions; a lower role counts at once")
    func sessions() async throws {
        try await withEdge(folder) { edge async throws in
            let admin = try await edge.setUp()
            let id = try await edge.add("bob", role: "admin", as: admin)
            let path = "/api/admin/users/\(id)"
            var bob = try #require(try await edge.login("bob").sessionCookie)
            #expect(try await edge.call("GET", "/api/admin/users", as: bob).status == 200)
            #expect(try await edge.call("PATCH", path, #"{"role":"member"}"#, as: admin).status == 200)
            #expect(try await edge.call("GET", "/api/admin/users", as: bob).status == 403)
            #expect(try await edge.isSignedIn(bob))
            #expect(try await edge.call("PATCH", path, #"{"password":"something else 1"}"#, as: admin).status == 200)
            #expect(try await !edge.isSignedIn(bob))
            bob = try #require(try await edge.login("bob", "something else 1").sessionCookie)
            #expect(try await edge.call("PATCH", path, #"{"disabled":true}"#, as: admin).status == 200)
            #expect(try await !edge.isSignedIn(bob))
            #expect(try await edge.call("PATCH", path, #"{"disabled":false}"#, as: admin).status == 200)
            #expect(try await !edge.isSignedIn(bob))
            bob = try #require(try await edge.login("bob", "something else 1").sessionCookie)
            #expect(try await edge.call("DELETE", path, as: admin).status == 204)
            #expect(try await !edge.isSignedIn(bob))
        }
    }

    @Test("The last administrator cannot be demoted, disabled or removed")
    func lastAdministrator() async throws {
        try await withEdge(folder) { edge async throws in
            let admin = try await edge.setUp()
            let session = try await edge.call("GET", "/api/user/session", as: admin).object
            let id = try #require((session["user"] as? [String: Any])?["id"] as? String)
            let path = "/api/admin/users/\(id)"
            for body in [#"{"role":"member"}"#, #"{"disabled":true}"#] {
                #expect(try await edge.call("PATCH", path, body, as: admin).status == 409)
            }
            #expect(try await edge.call("DELETE", path, as: admin).status == 409)
            #expect(try await edge.isSignedIn(admin))
            // The own new password keeps the session that sets it.
            #expect(try await edge.call("PATCH", path, #"{"password":"something else 1"}"#, as: admin).status == 200)
            #expect(try await edge.isSignedIn(admin))
            _ = try await edge.add("bob", role: "admin", as: admin)
            #expect(try await edge.call("DELETE", path, as: admin).status == 204)
            #expect(try await !edge.isSignedIn(admin))
        }
    }

    @Test("What concerns security is in the audit log, newest first, without a secret")
    func audit() async throws {
        try await withEdge(folder) { edge async throws in
            let admin = try await edge.setUp()
            let bob = try await edge.add("bob", as: admin)
            _ = try await edge.login("bob", "wrong")
            _ = try await edge.login("my password, typed into the wrong field", "x")
            _ = try await edge.login("no-such-user", "x")
            let cookie = try await edge.login("bob").sessionCookie
            _ = try await edge.call("POST", "/api/user/logout", as: cookie)
            _ = try await edge.call(
                "PATCH", "/api/admin/users/\(bob)", #"{"disabled":true,"role":"listener"}"#, as: admin)
            _ = try await edge.call("DELETE", "/api/admin/users/\(bob)", as: admin)
            var entries: [[String: Any]] = []
            var path: String? = "/api/admin/audit?limit=3"
            while let next = path {
                let page = try await edge.call("GET", next, as: admin).object
                entries += page["entries"] as? [[String: Any]] ?? []
                path = (page["next"] as? String).map { "/api/admin/audit?limit=3&before=\($0)" }
            }
            #expect(
                entries.reversed().compactMap { $0["action"] as? String } == [
                    "setup", "user-created", "login-failed", "login-failed", "login", "logout", "user-role-changed",
                    "user-disabled", "user-deleted",
                ])
            #expect(entries[6]["subject"] as? String == "bob" && entries[5]["subject"] == nil)
            #expect(entries[0]["actor"] as? String == "anna" && entries[0]["address"] as? String == "127.0.0.1")
        }
    }

    @Test(
        "A page of the audit log that cannot be is refused",
        arguments: [
            "limit=0", "limit=201", "limit=x", "limit=", "before=x", "before=%27", "limit=99999999999999999999",
        ])
    func badPage(query: String) async throws {
        try await withEdge(folder) { edge async throws in
            let admin = try await edge.setUp()
            let response = try await edge.call("GET", "/api/admin/audit?\(query)", as: admin)
            #expect(response.status == 400 && response.object["detail"] is String)
            #expect(try await edge.call("GET", "/api/admin/audit?other=1", as: admin).status == 200)
        }
    }
}
