import Foundation
import TestSupport
import Testing

@testable import HTTPClient

/// Redirections are followed when asked for, and never carry credentials elsewhere.
@Suite(.timeLimit(.minutes(5))) struct RedirectTests {
    @Test("By default the redirection is the response")
    func never() async throws {
        try await LoopbackServer.with({ $0.serve(redirectingTo: "/b") }) { server in
            let response = try await send("GET", server.url("/a"))
            #expect(response.status == 302)
            #expect(response.headers["location"] == "/b")
        }
    }

    @Test("Relative and absolute targets are followed, with the same credentials on the same origin")
    func followed() async throws {
        try await LoopbackServer.with({ connection in
            connection.serve { request in
                switch request.target {
                case "/a/b?c": connection.respond(302, headers: ["Location": "../d%2Fe?f"])
                case "/d%2Fe?f":
                    let host = request.headers["host"] ?? ""
                    connection.respond(307, headers: ["Location": "http://\(host)/g"])
                default:
                    let text = "\(request.target) \(request.headers["authorization"] ?? "-")"
                    connection.respond(body: Data(text.utf8))
                }
            }
        }) { server in
            var request = HTTPClientRequest("GET", server.url("/a/b?c"), headers: ["Authorization": "Bearer t"])
            request.redirects = .follow(limit: 2)
            let response = try await transport().send(request)
            #expect(response.body == Data("/g Bearer t".utf8))
            let opened = try await transport().open(request).collect()
            #expect(opened.body == response.body)
        }
    }

    @Test("Another origin gets no credentials, and another port is another origin")
    func elsewhere() async throws {
        try await LoopbackServer.with({ connection in
            connection.serve { request in
                let names = ["authorization", "cookie", "proxy-authorization", "x-other"]
                connection.respond(body: Data(names.map { request.headers[$0] ?? "-" }.joined(separator: " ").utf8))
            }
        }) { other in
            try await LoopbackServer.with({ $0.serve(redirectingTo: other.url()) }) { server in
                var request = HTTPClientRequest(
                    "GET", server.url(),
                    headers: ["authorization": "a", "COOKIE": "b", "Proxy-Authorization": "c", "X-Other": "d"])
                request.redirects = .follow(limit: 5)
                let response = try await transport().send(request)
                #expect(response.body == Data("- - - d".utf8))
            }
        }
    }

    @Test("A circle ends at the limit")
    func circle() async throws {
        try await LoopbackServer.with({ $0.serve(redirectingTo: "/") }) { server in
            var request = HTTPClientRequest("GET", server.url())
            request.redirects = .follow(limit: 3)
            let error = await errorOf { try await transport().send(request) }
            #expect(error?.kind == .tooManyRedirects)
            #expect(server.connectionCount == 1)
        }
    }

    @Test(
        "Targets that we do not take are refused",
        arguments: [
            "https://127.0.0.1/", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)",
            "http://user@127.0.0.1/",
            "http://a b/", "http:///",
        ])
    func refused(location: String) throws {
        let head = HTTPResponseHead(status: 302, version: "1.1", headers: ["Location": location])
        let request = HTTPClientRequest("GET", "http://127.0.0.1/")
        let error = #expect(throws: HTTPClientError.self) {
            try HTTPRedirectPolicy.follow(limit: 5).next(after: head, to: request, followed: 0)
        }
        #expect(error?.kind == .redirectRefused)
    }

    @Test(
        "The method changes as browsers change it",
        arguments: [
            (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (303, "PUT", "GET"), (302, "PUT", "PUT"),
            (307, "POST", "POST"), (308, "DELETE", "DELETE"), (303, "HEAD", "HEAD"), (302, "GET", "GET"),
        ])
    func methods(status: Int, method: String, expected: String) throws {
        let head = HTTPResponseHead(status: status, version: "1.1", headers: ["Location": "/next"])
        let request = HTTPClientRequest(
            method, "http://example.org/", headers: ["Content-Type": "text/plain"], body: .bytes(Data("a".utf8)))
        let next = try #require(try HTTPRedirectPolicy.follow(limit: 1).next(after: head, to: request, followed: 0))
        #expect(next.method == expected)
        #expect(next.url == "http://example.org/next")
        #expect((next.headers["content-type"] == nil) == (expected == "GET" && method != "GET"))
    }

    @Test("A streamed body is not sent twice")
    func streamed() {
        let head = HTTPResponseHead(status: 307, version: "1.1", headers: ["Location": "/next"])
        let body = HTTPClientRequest.Body.stream(HTTPBodyProducer(length: nil) { _ in })
        let request = HTTPClientRequest("POST", "http://example.org/", body: body)
        let error = #expect(throws: HTTPClientError.self) {
            try HTTPRedirectPolicy.follow(limit: 1).next(after: head, to: request, followed: 0)
        }
        #expect(error?.kind == .redirectRefused)
    }
}

extension LoopbackConnection {
    fileprivate func serve(redirectingTo location: String) {
        serve { _ in respond(302, headers: ["Location": location], body: Data("elsewhere".utf8)) }
    }
}
