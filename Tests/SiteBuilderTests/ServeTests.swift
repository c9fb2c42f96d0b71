import Foundation
import HTTPClient
import Logging
import Testing

@testable import SiteBuilder

/// `serve` through real sockets.
@Suite struct ServeTests {
    /// Serves a site on a free port while a test runs.
    private func serving(
        _ site: SiteFixture, edge: String? = nil,
        _ test: @escaping @Sendable (String, HTTPTransport) async throws -> Void
    ) async throws {
        var options = site.options
        options.compresses = false
        options.cache = site.path("cache/serve.bin")
        let (ports, listening) = AsyncStream.makeStream(of: Int.self)
        let application = ServeApplication(
            options: options, host: "127.0.0.1", port: 0, edge: edge, onListening: { listening.yield($0) })
        let transport = HTTPTransport(logger: Logger(label: "test"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try? await application.run() }
            for await port in ports {
                try await test("http://127.0.0.1:\(port)", transport)
                break
            }
            group.cancelAll()
        }
        await transport.close()
    }

    /// Messages of an event stream, one after the other.
    private struct Events {
        var stream: HTTPBodyStream
        private var text = ""

        init(_ stream: HTTPBodyStream) { self.stream = stream }

        mutating func next() async throws -> LiveEvent? {
            while true {
                if let end = text.firstRange(of: "\n\n") {
                    let message = text[..<end.lowerBound].dropFirst("data: ".count)
                    text = String(text[end.upperBound...])
                    return try JSONDecoder().decode(LiveEvent.self, from: Data(message.utf8))
                }
                guard let data = try await stream.next() else { return nil }
                text += String(decoding: data, as: UTF8.self)
            }
        }

        /// Reads on to an event of a kind.
        mutating func next(_ kind: LiveEvent.Kind) async throws -> LiveEvent? {
            while let event = try await next() { if event.kind == kind { return event } }
            return nil
        }
    }

    @Test(.timeLimit(.minutes(5))) func edits_areBuiltAndTold() async throws {
        try await SiteFixture.with { site in
            try await serving(site) { url, transport in
                var request = HTTPClientRequest("GET", url + "/_site-builder/events")
                request.timeouts.total = nil
                // Other tests keep the machine busy; the time limit of this one is what counts.
                request.timeouts.idle = .seconds(300)
                var events = Events(try await transport.open(request).body)
                let hello = try await events.next()
                #expect(hello?.kind == .hello)
                if hello?.generation == 0 { _ = try await events.next(.reload) }

                try site.write("templates/assets/css/site.css", "p { margin: 0 }\n")
                let styles = try await events.next(.styles)
                #expect(styles?.styles.contains { $0.hasPrefix("/assets/css/site.") } == true)

                try site.replace("title: Start", with: "titel: Start", in: "content/help/start.md")
                #expect(try await events.next(.mistakes)?.text.contains("did you mean 'title'?") == true)

                try site.replace("titel: Start", with: "title: Begin", in: "content/help/start.md")
                #expect(try await events.next(.reload) != nil)
                let page = try await transport.send(HTTPClientRequest("GET", url + "/help/start/"))
                #expect(String(decoding: page.body, as: UTF8.self).contains("<h1>Begin</h1>"))
            }
        }
    }

    @Test(.timeLimit(.minutes(5))) func files_haveTheEdgesHeadersAndRanges() async throws {
        try await SiteFixture.with { site in
            var options = site.options
            options.compresses = false
            _ = try await SiteBuild(options: options, progress: { _ in }).run()
            try await serving(site) { url, transport in
                let page = try await transport.send(HTTPClientRequest("GET", url + "/"))
                #expect(
                    page.status == 200 && page.headers["Content-Security-Policy"]?.contains("script-src 'self'") == true
                )
                #expect(page.headers["Cache-Control"] == "no-store")
                #expect(String(decoding: page.body, as: UTF8.self).contains("src=\"/_site-builder/live.js\""))
                let script = try await transport.send(HTTPClientRequest("GET", url + "/_site-builder/live.js"))
                #expect(script.headers["Content-Type"] == "text/javascript; charset=utf-8")
                let range = HTTPClientRequest("GET", url + "/media/train/01.mp3", headers: ["Range": "bytes=2-5"])
                let part = try await transport.send(range)
                #expect(part.status == 206 && part.body.count == 4)
                #expect(part.headers["Content-Range"] == "bytes 2-5/166800")
                let head = try await transport.send(HTTPClientRequest("HEAD", url + "/media/train/01.mp3"))
                #expect(head.status == 200 && head.headers["Content-Length"] == "166800")
                for (path, status) in [
                    ("/help", 301), ("/nothing/", 404), ("/.site-builder/manifest.json", 404),
                    ("/%2e%2e/content/site.yaml", 404),
                    ("/api/site", 404), ("/%00", 404),
                ] {
                    let answer = try await transport.send(HTTPClientRequest("GET", url + path))
                    #expect(answer.status == status, "\(path)")
                }
            }
        }
    }

    /// One `serve` as the edge of another.
    @Test(.timeLimit(.minutes(5))) func dynamicPaths_arePassedToTheEdge() async throws {
        try await SiteFixture.with { site in
            try await serving(site) { edge, _ in
                try await SiteFixture.with { other in
                    try await serving(other, edge: edge) { url, transport in
                        let answer = try await transport.send(
                            HTTPClientRequest(
                                "POST", url + "/api/x?y=1", headers: ["Origin": url], body: .bytes(Data("{}".utf8))))
                        #expect(answer.status == 404)
                        #expect(String(decoding: answer.body, as: UTF8.self).contains("No edge"))
                    }
                }
            }
            try await serving(site, edge: "http://127.0.0.1:9") { url, transport in
                let answer = try await transport.send(HTTPClientRequest("GET", url + "/api/site"))
                #expect(answer.status == 502)
            }
        }
    }
}
