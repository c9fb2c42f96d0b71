import Core
import Foundation
import HTTPTypes
import Testing

@testable import EdgeServer

/// Who may use which route: nobody is let in by forgetting.
@Suite(.timeLimit(.minutes(5))) struct AccessTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
    }

    /// All routes, as the application registers them.
    private func routes() throws -> [RouteTable.Route] {
        let other = try TestFolder()
        let configuration = try EdgeConfiguration(ConfigurationSources(flags: [], environment: [:], file: nil))
        let application = EdgeApplication(configuration)
        let parts = EdgeParts(application, folder: try DataFolder(path: other.path + "/data", use: .serving))
        return application.routes(parts).routes
    }

    private func path(_ route: RouteTable.Route) -> String {
        route.path.replacing(#/:\w+/#, with: "01234567-89ab-77ff-bfff-ffffffffffff")
    }

    @Test("What is open to everyone is written down here")
    func openRoutes() throws {
        let open = Set(try routes().filter { $0.access == .everyone }.map { "\($0.method.rawValue) \($0.path)" })
        let expected: Set = [
            "GET /api/health", "GET /api/ready", "GET /api/site", "GET /api/cards", "GET /api/cards/:slug",
            "POST /api/setup", "POST /api/user/login", "POST /api/user/logout", "GET /api/user/session",
            "POST /api/user-auth/login", "POST /api/user-auth/logout", "GET /api/user-auth/session",
            "GET /api/openapi.yaml", "GET /oauth/callback",
            // Asks for a token of its own from whoever is not on this machine.
            "GET /metrics",
        ]
        #expect(open == expected)
    }

    @Test("Every other route answers 401 without a session, 403 to a lower role, and not so to the role it needs")
    func matrix() async throws {
        let routes = try routes().filter { $0.path.hasPrefix("/api/user") || $0.path.hasPrefix("/api/admin") }
        try await withEdge(folder) { [self] edge async throws in
            let admin = try await edge.setUp()
            var cookies: [Role: String] = [.admin: admin]
            for role in [Role.member, .listener] {
                _ = try await edge.add(role.rawValue, role: role.rawValue, as: admin)
                cookies[role] = try await edge.login(role.rawValue).sessionCookie
            }
            for route in routes {
                guard case .role(let needed) = route.access else { continue }
                let (method, path) = (route.method.rawValue, path(route))
                let body = method == "GET" || method == "DELETE" ? nil : "[]"
                let stranger = try await edge.call(method, path, body)
                #expect(stranger.status == 401 && stranger.code == "unauthorized", "\(method) \(path)")
                #expect(stranger["WWW-Authenticate"] != nil)
                for role in Role.allCases {
                    let status = try await edge.call(method, path, body, as: cookies[role]).status
                    #expect((status == 403) == (role < needed), "\(method) \(path) \(role) \(status)")
                    #expect(status != 401 && status < 500)
                }
            }
        }
    }

    @Test(
        "Unsafe requests of browsers must come from our own pages",
        arguments: [
            ([], true), (["Origin: http://127.0.0.1:8080"], true), (["Sec-Fetch-Site: same-origin"], true),
            (["Sec-Fetch-Site: none"], true), (["Origin: http://localhost:9", "Sec-Fetch-Site: same-origin"], true),
            (["Origin: https://127.0.0.1:8080"], false), (["Origin: http://127.0.0.1"], false),
            (["Origin: http://127.0.0.1:8080.evil.example"], false), (["Origin: null"], false),
            (["Origin: http://evil.example"], false), (["Sec-Fetch-Site: cross-site"], false),
            (["Sec-Fetch-Site: same-site"], false), (["Origin:"], false),
            (["Origin: http://evil.example", "Sec-Fetch-Site: cross-site"], false),
        ] as [([String], Bool)])
    func origins(fields: [String], isAllowed: Bool) async throws {
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            let response = try await edge.call("DELETE", "/api/user/sessions", as: cookie, fields)
            #expect(response.status == (isAllowed ? 204 : 403))
            #expect(try await edge.call("GET", "/api/user/session", as: cookie, fields).status == 200)
        }
    }

    @Test("Private and unlisted cards are in the family's list, and in nobody else's")
    func cards() async throws {
        func card(_ slug: String, _ visibility: CatalogCard.Visibility) -> CatalogCard {
            CatalogCard(
                slug: slug, title: slug, author: "A", readBy: nil, summary: "S", date: "2026-11-24", language: "en",
                audience: .children, minimumAge: 3, maximumAge: nil, category: .stories, tags: [],
                visibility: visibility, page: nil, cover: .init(url: "/media/c.jpg", width: 600, height: 600, alt: "a"),
                icon: "/media/i.png", license: nil, kind: .audio, durationMilliseconds: 0, bytes: 0, tracks: [],
                stream: nil, adventure: nil)
        }
        try folder.write("dist/catalog.json", Catalog(cards: [card("open", .public), card("quiet", .unlisted)]).json())
        try folder.write("private/catalog.json", Catalog(cards: [card("ours", .private)]).json())
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            func slugs(_ cookie: String?) async throws -> [String] {
                try Catalog(json: Data(await edge.call("GET", "/api/cards", as: cookie).body)).cards.map(\.slug)
            }
            #expect(try await slugs(nil) == ["open"])
            #expect(try await slugs(cookie) == ["open", "ours", "quiet"])
            #expect(try await edge.call("GET", "/api/cards/ours", as: cookie).status == 200)
            #expect(try await edge.call("GET", "/api/cards/ours").status == 404)
            #expect(
                try await edge.call(
                    "GET", "/api/cards/ours", as: (cookie.hasPrefix("x") ? "y" : "x") + cookie.dropFirst()
                ).status == 404)
        }
    }

    @Test("An unknown path of the API is not found, whoever asks")
    func unknown() async throws {
        try await withEdge(folder) { edge async throws in
            let cookie = try await edge.setUp()
            for path in ["/api/nothing", "/api/admin", "/api/admin/nothing", "/api/user", "/api/user/nothing"] {
                #expect(try await edge.call("GET", path).status == 404)
                #expect(try await edge.call("GET", path, as: cookie).status == 404)
                #expect(try await edge.call("POST", path, "{}", as: cookie).status == 404)
            }
            let refused = try await edge.call("POST", "/api/admin/audit", "{}", as: cookie)
            #expect(refused.status == 405 && refused["Allow"] == "GET, HEAD")
            let other = try await edge.call("POST", "/api/user/sessions", "{}", as: cookie)
            #expect(other.status == 405 && other["Allow"] == "GET, HEAD, DELETE")
        }
    }
}
