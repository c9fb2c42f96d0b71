import Foundation
import HTTPClient
import Logging
import TestSupport
import Testing

@testable import Core

/// A server that fails in every way, over real sockets: each gives a typed error in bounded time.
@Suite(.timeLimit(.minutes(5))) struct FaultTests {
    private static func answer(
        with script: @escaping LoopbackServer.Script
    ) async throws -> YotoAPIError? {
        try await LoopbackServer.with(script) { server in
            let transport = HTTPTransport(logger: Logger(label: "test"))
            let api = YotoAPI(
                endpoints: YotoEndpoints(api: server.url("")),
                credentials: .init(accessToken: { "token-1" }, refreshAfterRejection: { _ in "token-2" }),
                send: { request throws(HTTPClientError) in
                    var request = request
                    request.timeouts.idle = .milliseconds(300)
                    return try await transport.send(request)
                })
            do {
                _ = try await api.devices()
                return nil
            } catch let error as YotoAPIError {
                #expect(!error.description.contains("token-"))
                return error
            }
        }
    }

    @Test("HTML, garbage, ten megabytes, silence, half an answer: each has its code")
    func faults() async throws {
        let html = try await Self.answer { connection in
            connection.serve { _ in connection.respond(502, body: Data("<html>".utf8)) }
        }
        #expect(html?.code == .server)
        let garbage = try await Self.answer { connection in
            connection.serve { _ in connection.respond(body: Data([0xFF, 0x00, 0x7B])) }
        }
        #expect(garbage?.code == .malformed)
        let large = try await Self.answer { connection in
            connection.serve { _ in connection.respond(body: Data(count: 10_000_000)) }
        }
        #expect(large?.code == .tooLarge)
        let silent = try await Self.answer { $0.waitForEnd() }
        #expect(silent?.code == .timeout)
        let half = try await Self.answer { connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"devi")
            connection.finishWriting()
            connection.waitForEnd()
        }
        #expect(half?.code == .transport && half?.mayHaveTakenEffect == true)
        let other = try await Self.answer { connection in
            _ = connection.readRequest()
            connection.write("not HTTP at all\r\n\r\n")
        }
        #expect(other?.code == .malformed)
    }

    @Test("A port that refuses proves that nothing was sent")
    func refused() async throws {
        let port = try LoopbackServer.refusingPort()
        let api = YotoAPI(
            transport: HTTPTransport(logger: Logger(label: "test")),
            endpoints: YotoEndpoints(api: "http://127.0.0.1:\(port)"),
            credentials: .init(accessToken: { "t" }, refreshAfterRejection: { _ in "t" }))
        let error = await #expect(throws: YotoAPIError.self) { try await api.save(YotoCard()) }
        #expect(error?.code == .transport && error?.mayHaveTakenEffect == false)
    }

    @Test("A refresh whose answer is lost is sent once")
    func lostRefresh() async throws {
        try await LoopbackServer.with({ connection in
            _ = connection.readRequest()
        }) { server in
            let transport = HTTPTransport(logger: Logger(label: "test"))
            let oauth = YotoOAuth(
                client: YotoOAuthClient(id: "c"), endpoints: YotoEndpoints(login: server.url("")), transport: transport)
            let error = await #expect(throws: YotoOAuthError.self) { try await oauth.refresh(OAuthTests.tokens) }
            #expect(error?.code == .transport)
            #expect(server.connectionCount == 1)
        }
    }
}
