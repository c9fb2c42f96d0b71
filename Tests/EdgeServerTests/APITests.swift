import Core
import Foundation
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct APITests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
    }

    private static func card(_ slug: String, _ visibility: CatalogCard.Visibility, language: String = "en")
        -> CatalogCard
    {
        CatalogCard(
            slug: slug, title: slug, author: "A", readBy: nil, summary: "S", date: "2026-11-24", language: language,
            audience: .children, minimumAge: 3, maximumAge: nil, category: .stories, tags: [], visibility: visibility,
            page: nil, cover: .init(url: "/media/c.jpg", width: 600, height: 600, alt: "a"), icon: "/media/i.png",
            license: nil, kind: .audio, durationMilliseconds: 0, bytes: 0, tracks: [], stream: nil, adventure: nil)
    }

    private func writeCatalog(_ cards: [CatalogCard], to name: String = "dist/catalog.json") throws {
        try folder.write(name, Catalog(cards: cards).json())
    }

    @Test("Health tells status and version, also to HEAD")
    func health() async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", "/api/health")
            #expect(response.status == 200 && response["Cache-Control"] == "no-store")
            #expect(response.text == #"{"status":"ok","version":"0.1.0"}"#)
            let head = try await edge.request("HEAD", "/api/health")
            #expect(head.status == 200 && head["Content-Length"] == "\(response.body.count)")
        }
    }

    @Test("Readiness names what is missing, and nothing of the server's folders")
    func ready() async throws {
        try await withEdge(folder) { edge async throws in
            #expect(try await edge.request("GET", "/api/ready").text == #"{"status":"ready","warnings":[]}"#)
            try edge.folder.write("dist/catalog.json", "broken")
            try edge.folder.write("private/catalog.json", #"{"version":99,"cards":[]}"#)
            try FileManager.default.removeItem(atPath: edge.folder.path + "/dist/index.html")
            try FileManager.default.removeItem(atPath: edge.folder.path + "/data")
            let response = try await edge.request("GET", "/api/ready")
            #expect(response.status == 503 && response["Content-Type"] == "application/problem+json")
            #expect(response["Retry-After"] != nil && !response.text.contains(edge.folder.path))
            for reason in ["no index.html", "data folder", "the catalog is", "the private catalog is"] {
                #expect(response.text.contains(reason))
            }
        }
    }

    @Test("Lists hold public cards only; unlisted ones are found by name; private ones do not exist")
    func cards() async throws {
        try writeCatalog([Self.card("open", .public), Self.card("quiet", .unlisted), Self.card("odd", .private)])
        try writeCatalog([Self.card("ours", .private), Self.card("leak", .public)], to: "private/catalog.json")
        try await withEdge(folder) { edge async throws in
            let list = try Catalog(json: Data(await edge.request("GET", "/api/cards").body))
            #expect(list.cards.map(\.slug) == ["open"])
            #expect(try await edge.request("GET", "/api/cards/open").status == 200)
            #expect(try await edge.request("GET", "/api/cards/quiet").status == 200)
            let nothing = try await edge.request("GET", "/api/cards/nothing")
            for slug in ["odd", "ours", "leak"] {
                let hidden = try await edge.request("GET", "/api/cards/\(slug)")
                #expect(hidden.status == 404)
                #expect(hidden.text.replacing(slug, with: "nothing") == nothing.text)
            }
        }
    }

    @Test("A new catalog is seen at once; a broken one leaves the last good one in use")
    func catalogChanges() async throws {
        try writeCatalog([Self.card("one", .public)])
        try await withEdge(folder) { [self] edge async throws in
            #expect(try await edge.request("GET", "/api/cards/one").status == 200)
            try writeCatalog([Self.card("two", .public, language: "de")])
            #expect(try await edge.request("GET", "/api/cards/one").status == 404)
            #expect(try await edge.request("GET", "/api/cards/two").status == 200)
            #expect(try await edge.request("GET", "/api/site").text.contains(#""languages":["de"]"#))
            try edge.folder.write("dist/catalog.json", "broken")
            #expect(try await edge.request("GET", "/api/cards/two").status == 200)
            #expect(try await edge.request("GET", "/api/ready").status == 503)
        }
    }

    @Test("What the site offers is told without a session")
    func site() async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", "/api/site")
            let text =
                #"{"features":["catalog","media","accounts","yoto","library"],"languages":["en"],"publicURL":"http://127.0.0.1:8080","#
                + #""setupNeeded":true,"version":"0.1.0","warnings":[]}"#
            #expect(response.text == text)
        }
    }

    @Test(
        "Errors are problem documents",
        arguments: [
            ("GET", "/api/nothing", 404, "not-found"), ("GET", "/api", 404, "not-found"),
            ("GET", "/oauth/nothing", 404, "not-found"),
            ("GET", "/s/token/x.mp3", 404, "not-found"), ("POST", "/api/site", 405, "method-not-allowed"),
            ("DELETE", "/api/cards/x", 405, "method-not-allowed"), ("GET", "/events", 401, "unauthorized"),
        ])
    func problems(method: String, path: String, status: Int, code: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request(method, path + "?secret=1")
            #expect(response.status == status && response["Content-Type"] == "application/problem+json")
            let document = try JSONSerialization.jsonObject(with: Data(response.body)) as? [String: Any]
            #expect(document?["type"] as? String == "/help/errors/#\(code)")
            #expect(document?["code"] as? String == code && document?["status"] as? Int == status)
            #expect(document?["instance"] as? String == path && document?["title"] is String)
            #expect((response["Allow"] == "GET, HEAD") == (status == 405))
            #expect(response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'")
        }
    }

    @Test("Every code has a status of an error and a title; statuses lead back to a code")
    func codes() {
        // Codes of a feature that share the status of a general one.
        let sharing: [ErrorCode] = [.configuration, .yotoNotConnected, .yotoReconnect]
        for code in ErrorCode.allCases {
            #expect((400...599).contains(code.httpStatus) && !code.title.isEmpty)
            #expect(code.rawValue.allSatisfy { $0 == "-" || ("a"..."z").contains($0) })
            #expect(ErrorCode(httpStatus: code.httpStatus) == code || sharing.contains(code))
        }
        #expect(ErrorCode(httpStatus: 200) == nil)
    }
}
