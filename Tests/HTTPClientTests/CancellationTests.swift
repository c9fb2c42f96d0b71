import Foundation
import HTTPClient
import TestSupport
import Testing

/// A cancelled task has no transfer left behind.
@Suite(.timeLimit(.minutes(5))) struct CancellationTests {
    @Test("Cancelling at any stage ends the request and removes its handle", arguments: ["/head", "/body"])
    func stages(path: String) async throws {
        try await LoopbackServer.with({ connection in
            guard let request = connection.readRequest() else { return }
            if request.target == "/body" { connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc") }
            connection.waitForEnd()
        }) { server in
            let transport = transport()
            let error = await withTaskGroup(of: HTTPClientError?.self) { group in
                group.addTask {
                    await errorOf { try await transport.send(HTTPClientRequest("GET", server.url(path))) }
                }
                while server.connectionCount == 0 { await Task.yield() }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(error?.kind == .cancelled)
            while transport.activeTransferCount > 0 { await Task.yield() }
        }
    }

    @Test("A task that is cancelled already sends nothing")
    func beforehand() async throws {
        try await LoopbackServer.with(TransportTests.echo) { server in
            let transport = transport()
            let error = await withTaskGroup(of: HTTPClientError?.self) { group in
                group.cancelAll()
                group.addTask { await errorOf { try await transport.send(HTTPClientRequest("GET", server.url())) } }
                return await group.next() ?? nil
            }
            #expect(error?.kind == .cancelled)
        }
    }

    @Test("A producer is ended with its request")
    func producer() async throws {
        try await LoopbackServer.with({ $0.waitForEnd() }) { server in
            let transport = transport()
            let error = await withTaskGroup(of: HTTPClientError?.self) { group in
                group.addTask {
                    let producer = HTTPBodyProducer(length: nil) { writer in
                        while true { try await writer.write(Data(count: 100_000)) }
                    }
                    let request = HTTPClientRequest("PUT", server.url(), body: .stream(producer))
                    return await errorOf { try await transport.send(request) }
                }
                while server.connectionCount == 0 { await Task.yield() }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(error?.kind == .cancelled)
        }
    }

    /// Cancels four hundred requests at seeded moments of their lives, among others that must succeed.
    @Test("A storm of cancellations leaves the others alone")
    func storm() async throws {
        try await LoopbackServer.with({ $0.serve(responding: Data(count: 20_000)) }) { server in
            let transport = transport()
            var generator = SeededGenerator(seed: 3)
            let delays = (0..<400).map { _ in UInt64.random(in: 0..<8_000, using: &generator) }
            await withTaskGroup(of: Void.self) { group in
                for (number, delay) in delays.enumerated() {
                    group.addTask {
                        await withTaskGroup(of: HTTPClientError?.self) { inner in
                            inner.addTask {
                                await errorOf { try await transport.send(HTTPClientRequest("GET", server.url())) }
                            }
                            if number % 2 == 0 {
                                try? await Task.sleep(for: .microseconds(delay))
                                inner.cancelAll()
                            }
                            let error = await inner.next() ?? nil
                            #expect(error == nil || (error?.kind == .cancelled && number % 2 == 0))
                        }
                    }
                }
            }
            while transport.activeTransferCount > 0 { await Task.yield() }
            let after = try await transport.send(HTTPClientRequest("GET", server.url()))
            #expect(after.body.count == 20_000)
        }
    }
}
