import Foundation
import Testing

@testable import EdgeServer

@Suite(.timeLimit(.minutes(5))) struct SiteFilesTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
        try folder.write("dist/help/index.html", "help")
        try folder.write("dist/grüße & co/index.html", "hello")
        try folder.write("dist/assets/app.css", String(repeating: "body{} ", count: 100))
        try folder.write("dist/assets/app.css.br", "brotli")
        try folder.write("dist/assets/app.css.gz", "gzipped")
        try folder.write("dist/.site-builder/manifest.json", "secret")
        try folder.write("dist/.env", "secret")
        try folder.write("dist/help/.hidden/x.html", "secret")
        try folder.write("private/catalog.json", "secret")
        try folder.write("private/media/private.mp3", "secret")
        try folder.write("outside.txt", "secret")
        try folder.link("dist/escape.txt", to: "../outside.txt")
        try folder.link("dist/private", to: "../private")
        try folder.link("dist/loop", to: "loop")
        try folder.link("dist/inside.html", to: "help/index.html")
        try folder.write("dist/media/both.mp3", "of the site")
        try folder.write("media/both.mp3", "of the folder")
        try folder.write("media/own/song.mp3", "song")
    }

    @Test(
        "Paths find their files",
        arguments: [
            ("/", "<!doctype html><title>Home</title>"), ("/help/", "help"), ("/help/index.html", "help"),
            ("/inside.html", "help"),
            ("/?x=/../y", "<!doctype html><title>Home</title>"), ("/%68elp/", "help"),
            ("/gr%C3%BC%C3%9Fe%20&%20co/", "hello"),
            ("/media/both.mp3", "of the site"), ("/media/own/song.mp3", "song"),
        ])
    func found(path: String, text: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", path)
            #expect(response.status == 200 && response.text == text)
        }
    }

    @Test(
        "What is not meant to be served does not exist",
        arguments: [
            "/nothing", "/.env", "/.site-builder/manifest.json", "/.site-builder/", "/help/.hidden/x.html",
            "/escape.txt",
            "/private/catalog.json", "/private/media/private.mp3", "/media/private.mp3", "/loop", "//help/", "/help//",
            "/help/index.html/", "/assets/", "/media/", "/media", "/%2Eenv", "/a", "/index.html.br", "/own/song.mp3",
        ])
    func missing(path: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", path)
            #expect(response.status == 404 && !response.text.contains("secret"))
        }
    }

    @Test(
        "Addresses that could mean another file are refused",
        arguments: [
            "/../outside.txt", "/help/../../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt",
            "/help%2findex.html",
            "/..%5coutside.txt", "/..\\outside.txt", "/%00", "/index.html%00.txt", "/%", "/%zz", "/%4",
            "/%c0%ae%c0%ae/outside.txt",
            "/./index.html", "/%ff", "/a%0d%0ab",
        ])
    func refused(path: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", path)
            #expect(response.status == 400)
            #expect(response["Content-Type"] == "application/problem+json" && !response.text.contains("secret"))
        }
    }

    @Test("An escape is decoded once")
    func decodedOnce() async throws {
        try await withEdge(folder) { edge async throws in
            #expect(try await edge.request("GET", "/%252e%252e/outside.txt").status == 404)
            #expect(try await edge.request("GET", "/%2568elp/").status == 404)
        }
    }

    @Test("A longer address than any of ours is refused with 414")
    func tooLong() async throws {
        try await withEdge(folder) { edge async throws in
            #expect(try await edge.request("GET", "/" + String(repeating: "x", count: 9000)).status == 414)
            #expect(try await edge.request("GET", "/" + String(repeating: "x", count: 4000)).status == 404)
        }
    }

    @Test(
        "A folder's address without slash is redirected within the origin",
        arguments: [
            ("/help", "/help/"), ("/help?a=b&c", "/help/?a=b&c"), ("http://evil.example/help", "/help/"),
            ("/gr%C3%BC%C3%9Fe%20&%20co", "/gr%C3%BC%C3%9Fe%20&%20co/"),
            ("/help?//evil.example", "/help/?//evil.example"),
        ])
    func redirect(path: String, location: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", path)
            #expect(response.status == 308 && response["Location"] == location)
        }
    }

    @Test(
        "A 404 is a page for people and a problem for programs",
        arguments: [
            ("text/html,*/*;q=0.8", "text/html; charset=utf-8"), ("*/*", "text/html; charset=utf-8"),
            ("application/json", "application/problem+json"), ("application/problem+json", "application/problem+json"),
        ])
    func notFoundBody(accept: String, type: String) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", "/nothing", ["Accept: \(accept)", "Range: bytes=0-1"])
            #expect(response.status == 404 && response["Content-Type"] == type && response["Vary"] == "Accept")
            #expect(response["Content-Range"] == nil && response.body.count > 20)
            let head = try await edge.request("HEAD", "/nothing", ["Accept: \(accept)"])
            #expect(head.status == 404 && head["Content-Length"] == "\(response.body.count)")
        }
    }

    @Test(
        "The best coding that is accepted and there is sent",
        arguments: [
            ("br, gzip", "br"), ("gzip", "gzip"), ("gzip, deflate, br;q=0.5", "gzip"), ("*", "br"),
            ("br;q=0, *", "gzip"), ("BR", "br"),
            ("identity", nil), ("", nil), ("br;q=0", nil), ("br;q=2", nil), ("deflate", nil),
            ("identity;q=1, br;q=0.5", nil),
            ("x-gzip", "gzip"), ("br;q=0.001", "br"),
        ])
    func coding(accept: String, coding: String?) async throws {
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", "/assets/app.css", ["Accept-Encoding: \(accept)"])
            #expect(response["Content-Encoding"] == coding)
            #expect(response["Vary"] == "Accept-Encoding" && response["Content-Type"] == "text/css; charset=utf-8")
            #expect(response.text.prefix(3) == (coding == nil ? "bod" : coding == "br" ? "bro" : "gzi"))
        }
    }

    @Test("Each coding has its own tag, and ranges are of the plain form")
    func codingValidators() async throws {
        try await withEdge(folder) { edge async throws in
            let plain = try await edge.request("GET", "/assets/app.css")
            let coded = try await edge.request("GET", "/assets/app.css", ["Accept-Encoding: br"])
            let tag = try #require(coded["ETag"])
            #expect(plain["ETag"] != tag)
            let again = try await edge.request(
                "GET", "/assets/app.css", ["Accept-Encoding: br", "If-None-Match: \(tag)"])
            #expect(again.status == 304 && again["Vary"] == "Accept-Encoding")
            let range = try await edge.request("GET", "/assets/app.css", ["Accept-Encoding: br", "Range: bytes=0-3"])
            #expect(range.status == 206 && range.text == "body" && range["Content-Encoding"] == nil)
            let page = try await edge.request("GET", "/", ["Accept-Encoding: br"])
            #expect(page["Vary"] == nil && page["Content-Encoding"] == nil)
        }
    }

    @Test("A file that is replaced or overwritten is served anew at once, with another tag")
    func replaced() async throws {
        try await withEdge(folder) { edge async throws in
            let first = try await edge.request("GET", "/help/")
            try edge.folder.write("dist/help/index.html", "replaced")
            let second = try await edge.request("GET", "/help/")
            #expect(second.text == "replaced" && second["ETag"] != first["ETag"])
            let handle = try #require(FileHandle(forWritingAtPath: edge.folder.path + "/dist/help/index.html"))
            try handle.write(contentsOf: Data("REPLACED".utf8))
            try handle.close()
            let third = try await edge.request("GET", "/help/")
            #expect(third.text == "REPLACED" && third["ETag"] != second["ETag"])
            try FileManager.default.removeItem(atPath: edge.folder.path + "/dist/help/index.html")
            #expect(try await edge.request("GET", "/help/").status == 404)
        }
    }

    @Test("Headers come from headers.json, also when it changes")
    func headers() async throws {
        try folder.write(
            "dist/headers.json",
            #"{"version":1,"profiles":{"pages":{"X-Probe":"one"}},"rules":[{"path":"*","profile":"pages","headers":{}}]}"#
        )
        try await withEdge(folder) { edge async throws in
            #expect(try await edge.request("GET", "/help/")["X-Probe"] == "one")
            #expect(try await edge.request("GET", "/help/")["Content-Security-Policy"] == nil)
            try edge.folder.write("dist/headers.json", "broken")
            #expect(try await edge.request("GET", "/inside.html")["Content-Security-Policy"] != nil)
            #expect(edge.log.all.contains { $0.contains("headers.json cannot be read") })
        }
    }

    @Test("A date in the future is not told")
    func future() async throws {
        try folder.write("dist/new.txt", Data("new".utf8), age: -86_400)
        try await withEdge(folder) { edge async throws in
            let response = try await edge.request("GET", "/new.txt")
            #expect(response["Last-Modified"] == response["Date"])
        }
    }
}
