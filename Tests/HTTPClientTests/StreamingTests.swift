import Foundation
import HTTPClient
import Synchronization
import TestSupport
import Testing

/// Bodies that flow, in both directions, no faster than the slower side.
@Suite(.timeLimit(.minutes(5))) struct StreamingTests {
    private static var megabyte: Data { Data(repeating: 0x61, count: 1_048_576) }

    @Test("A streamed body goes out with its length, or in chunks when that is unknown", arguments: [3_000_000, nil])
    func upload(length: Int?) async throws {
        try await LoopbackServer.with(TransportTests.echo) { server in
            let producer = HTTPBodyProducer(length: length) { writer in
                for part in 0..<3 { try await writer.write(Data(repeating: UInt8(part), count: 1_000_000)) }
            }
            let request = HTTPClientRequest("PUT", server.url(), body: .stream(producer))
            let response = try await transport().send(request)
            #expect(response.headers["x-length"] == length.map(String.init) ?? "none")
            let expected = (0..<3).reduce(into: Data()) { $0.append(Data(repeating: UInt8($1), count: 1_000_000)) }
            #expect(response.body == expected)
        }
    }

    @Test("A producer waits while the server does not read")
    func uploadBackPressure() async throws {
        let mayRead = DispatchSemaphore(value: 0)
        try await LoopbackServer.with({ connection in
            guard let head = connection.readHead() else { return }
            mayRead.wait()
            var left = head.headers["content-length"].flatMap { Int($0) } ?? 0
            while left > 0, case let part = connection.read(), !part.isEmpty { left -= part.count }
            connection.respond()
        }) { server in
            let produced = Atomic<Int>(0)
            let producer = HTTPBodyProducer(length: 40 * Self.megabyte.count) { writer in
                for _ in 0..<40 {
                    try await writer.write(Self.megabyte)
                    produced.add(1, ordering: .relaxed)
                }
            }
            async let response = transport().send(HTTPClientRequest("PUT", server.url(), body: .stream(producer)))
            // Nothing moves any more: what fits into the kernel's buffers and ours is in them.
            var last = -1
            while case let now = produced.load(ordering: .relaxed), now == 0 || now != last {
                last = now
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(last < 30)
            mayRead.signal()
            let status = try await response.status
            #expect(status == 200)
            #expect(produced.load(ordering: .relaxed) == 40)
        }
    }

    @Test("A server waits while the reader of the body does not read")
    func downloadBackPressure() async throws {
        let written = Atomic<Int>(0)
        try await LoopbackServer.with({ connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(40 * Self.megabyte.count)\r\n\r\n")
            for _ in 0..<40 where connection.write(Self.megabyte) { written.add(1, ordering: .relaxed) }
        }) { server in
            var request = HTTPClientRequest("GET", server.url())
            request.maximumBodyBytes = .max
            // A reader that waits longer than this must not be taken for a server that is silent.
            request.timeouts.idle = .milliseconds(500)
            let count = try await transport().withResponse(request) { response in
                var last = -1
                while case let now = written.load(ordering: .relaxed), now == 0 || now != last {
                    last = now
                    try await Task.sleep(for: .milliseconds(200))
                }
                #expect(last < 30)
                try await Task.sleep(for: .milliseconds(600))
                var count = 0
                for try await chunk in response.body { count += chunk.count }
                return count
            }
            #expect(count == 40 * Self.megabyte.count)
        }
    }

    @Test("Both bodies can flow at once")
    func duplex() async throws {
        try await LoopbackServer.with({ connection in
            guard connection.readHead() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while case let part = connection.read(), !part.isEmpty {
                connection.write(part)
                if part.suffix(5) == Data("0\r\n\r\n".utf8) { return }
            }
        }) { server in
            let (pieces, next) = AsyncStream<Data>.makeStream()
            let producer = HTTPBodyProducer(length: nil) { writer in
                for await piece in pieces { try await writer.write(piece) }
            }
            let request = HTTPClientRequest("POST", server.url(), body: .stream(producer))
            let text = try await transport().withResponse(request) { response in
                var text = ""
                for word in ["one", "two", "three"] {
                    next.yield(Data(word.utf8))
                    while !text.contains(word), let chunk = try await response.body.next() {
                        text += String(decoding: chunk, as: UTF8.self)
                    }
                }
                next.finish()
                return text
            }
            #expect(text.contains("three"))
        }
    }

    @Test("A producer that fails, or gives too much or too little, breaks the request off")
    func badProducer() async throws {
        struct DiskError: Error {}
        let producers = [
            HTTPBodyProducer(length: 10) { _ in throw DiskError() },
            HTTPBodyProducer(length: nil) { writer in
                try await writer.write(Data("a".utf8))
                throw DiskError()
            },
            HTTPBodyProducer(length: 10) { try await $0.write(Data(count: 9)) },
            HTTPBodyProducer(length: 10) { try await $0.write(Data(count: 11)) },
        ]
        try await LoopbackServer.with(TransportTests.echo) { server in
            for producer in producers {
                let request = HTTPClientRequest("PUT", server.url(), body: .stream(producer))
                let error = await errorOf { try await transport().send(request) }
                #expect(error?.kind == .requestBody)
            }
        }
    }

    @Test("An early answer ends the upload; it is no error")
    func earlyAnswer() async throws {
        try await LoopbackServer.with({ connection in
            guard connection.readHead() != nil else { return }
            connection.respond(413, headers: ["Connection": "close"], body: Data("too much".utf8))
            connection.waitForEnd()
        }) { server in
            let producer = HTTPBodyProducer(length: nil) { writer in
                while true { try await writer.write(Self.megabyte) }
            }
            let request = HTTPClientRequest("PUT", server.url(), body: .stream(producer))
            let response = try await transport().send(request)
            #expect(response.status == 413)
            #expect(response.body == Data("too much".utf8))
        }
    }

    @Test("An opened response is read when its owner likes, and gone when its owner is")
    func open() async throws {
        try await LoopbackServer.with({ connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\n\r\n")
            while connection.write(Self.megabyte) {}
        }) { server in
            let transport = transport()
            var response: HTTPStreamedResponse? = try await transport.open(HTTPClientRequest("GET", server.url()))
            let chunk = try await response?.body.next()
            #expect(chunk?.isEmpty == false)
            #expect(transport.activeTransferCount == 1)
            response = nil
            while transport.activeTransferCount > 0 { await Task.yield() }
        }
    }
}
