import NIOCore
import TestSupport
import Testing

@testable import EdgeServer

@Suite struct PlainRequestTests {
    @Test("What players send is plain")
    func plain() {
        var buffer = ByteBuffer(
            string: "GET /media/a-b_c~1.mp3 HTTP/1.1\r\nhost: x:80\r\nUser-Agent:  ESP32 HTTP\t\r\nRANGE: bytes=0-\r\n"
                + "Icy-MetaData: 1\r\nConnection: Keep-Alive\r\nAccept: */*\r\n\r\nGET")
        let request = PlainRequest(&buffer)
        #expect(
            request
                == PlainRequest(
                    isHead: false, path: "/media/a-b_c~1.mp3",
                    fields: [
                        .init(name: .userAgent, value: "ESP32 HTTP"), .init(name: .range, value: "bytes=0-"),
                        .init(name: .accept, value: "*/*"),
                    ]))
        #expect(String(buffer: buffer) == "GET")
    }

    @Test(
        "What is anything else is not, and stays where it is",
        arguments: [
            "", "GET", "GET / HTTP/1.1\r\nHost: x\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost:\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", "GET / HTTP/1.0\r\nHost: x\r\n\r\n",
            "get / HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\n\r\n", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /  HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET x HTTP/1.1\r\nHost: x\r\n\r\n", "GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /? HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /%41 HTTP/1.1\r\nHost: x\r\n\r\n", "GET /a//b HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /../b HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /.git HTTP/1.1\r\nHost: x\r\n\r\n", "GET /\u{e9} HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\nHost: x\n\n",
            "GET / HTTP/1.1\r\nHost: x\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\n\n",
            "GET / HTTP/1.1\r\nHost: x\r\n y\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
            "GET / HTTP/1.1\r\n Host: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: a\u{0}b\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: \u{e9}\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\ntransfer-encoding: chunked\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nTE: trailers\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nTrailer: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nHTTP2-Settings: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nProxy-Connection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "a", count: 5000))\r\n\r\n",
        ])
    func notPlain(text: String) {
        var buffer = ByteBuffer(string: text)
        #expect(PlainRequest(&buffer) == nil)
        #expect(String(buffer: buffer) == text)
    }

    @Test("No cut of a plain head is plain, and no random change of one breaks anything")
    func cutsAndChanges() {
        let head = Array("HEAD /a/b.mp3 HTTP/1.1\r\nHost: h\r\nRange: bytes=1-2\r\nIf-Range: \"x\"\r\n\r\n".utf8)
        for count in 0..<head.count {
            var buffer = ByteBuffer(bytes: head[..<count])
            #expect(PlainRequest(&buffer) == nil)
        }
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            var changed = head
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                changed[Int.random(in: 0..<head.count, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            var buffer = ByteBuffer(bytes: changed)
            guard let request = PlainRequest(&buffer) else { continue }
            #expect(buffer.readableBytes == 0 && request.path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x25 })
        }
    }
}
