import Core
import Foundation
import TestSupport
import Testing
import YotoSimulator

@testable import EdgeServer

/// Yoto in every kind of trouble: each call is answered with a problem document, and soon.
@Suite(.timeLimit(.minutes(5))) struct FaultDrillTests {
    static let faults: [SimulatorFault.Effect] = [
        .status(429, retryAfterSeconds: 120), .status(500), .status(503), .hang, .hangAfter, .close, .loseAnswer,
        .closeMidBody, .halfClose, .garbage, .large(bytes: 10 * 1024 * 1024),
    ]

    /// Limits of 2 s, and a machine that may be busy; the usual limits are longer.
    private static let bound = Duration.seconds(15)

    private static func expectProblem(_ edge: RunningEdge, _ request: @Sendable () async throws -> WireResponse)
        async throws
    {
        let start = ContinuousClock.now
        let answer = try await request()
        #expect(answer.status == 502 && answer.code == "yoto-unavailable", "\(answer.status) \(answer.text)")
        #expect(answer["Content-Type"] == "application/problem+json" && answer.object["detail"] != nil)
        #expect(ContinuousClock.now - start < bound)
    }

    /// Arms one fault after the other at some paths, with little patience while it is armed.
    private static func drill(
        _ simulator: RunningSimulator, _ patience: Patience, at paths: [String], _ body: () async throws -> Void
    ) async throws {
        for fault in faults {
            for path in paths { simulator.faults.arm(.init(fault, path: path)) }
            patience.shorten()
            try await body()
            patience.restore()
            simulator.faults.clearAll()
        }
    }

    @Test("The library and a card; the login stays as it is")
    func library() async throws {
        let patience = Patience()
        try await withEdgeAndYoto(configure: { $0.yotoTimeouts = patience.limits }) { edge, simulator in
            let cookie = try await edge.setUp()
            #expect(try await edge.connectYoto(simulator, as: cookie) == "connected")
            try await Self.drill(simulator, patience, at: ["/content", "/card"]) {
                for path in ["/api/library", "/api/library/Aa1B2"] {
                    try await Self.expectProblem(edge) { try await edge.call("GET", path, as: cookie) }
                }
            }
            #expect(try await edge.yotoState(as: cookie) == "connected")
            #expect(try await edge.libraryIDs(as: cookie).contains("Aa1B2"))
            #expect(await simulator.authorization.counts.refreshAttempts == 0)
        }
    }

    @Test("Connecting by device code, and the exchange of a code; another try then works")
    func connecting() async throws {
        let patience = Patience()
        try await withEdgeAndYoto(configure: { $0.yotoTimeouts = patience.limits }) { edge, simulator in
            let cookie = try await edge.setUp()
            try await Self.drill(simulator, patience, at: ["/oauth"]) {
                let address = try await edge.beginConnecting("paste", as: cookie)
                let redirect = try #require(await simulator.answerConsent(authorizeURL: address))
                try await Self.expectProblem(edge) {
                    try await edge.call("POST", "/api/yoto/paste", RunningEdge.body(["url": redirect]), as: cookie)
                }
                #expect(try await edge.yotoStatus(as: cookie).lastErrorCode == "unreachable")
                try await Self.expectProblem(edge) {
                    try await edge.call("POST", "/api/yoto/connect", #"{"method":"device"}"#, as: cookie)
                }
                #expect(try await edge.yotoState(as: cookie) == "disconnected")
            }
            #expect(try await edge.connectYoto(simulator, as: cookie) == "connected")
        }
    }

    @Test("Disconnecting works though Yoto does not answer")
    func disconnecting() async throws {
        let patience = Patience()
        try await withEdgeAndYoto(configure: { $0.yotoTimeouts = patience.limits }) { edge, simulator in
            let cookie = try await edge.setUp()
            for fault: SimulatorFault.Effect in [.hang, .close, .status(500)] {
                #expect(try await edge.connectYoto(simulator, as: cookie) == "connected")
                simulator.faults.arm(.init(fault, path: "/oauth/revoke"))
                patience.shorten()
                #expect(try await edge.call("DELETE", "/api/yoto", as: cookie).status == 204)
                #expect(try await edge.yotoState(as: cookie) == "disconnected")
                patience.restore()
                simulator.faults.clearAll()
            }
        }
    }

    @Test("A server that does not speak TLS at an https address")
    func noTLS() async throws {
        let folder = try SiteFolder()
        try await withYotoSimulator { simulator in
            let address = "https://127.0.0.1:\(simulator.port)"
            try await withEdge(at: simulator, folder, flags: [(.yotoAPIURL, address)]) { edge in
                let cookie = try await edge.setUp()
                #expect(try await edge.connectYoto(simulator, as: cookie) == "connected")
                try await Self.expectProblem(edge) { try await edge.call("GET", "/api/library", as: cookie) }
            }
        }
    }

    @Test("A port where nobody listens")
    func refusedPort() async throws {
        let nobody = "http://127.0.0.1:\(try LoopbackServer.refusingPort())"
        let folder = try SiteFolder()
        try await withYotoSimulator { simulator in
            try await withEdge(at: simulator, folder, flags: [(.yotoAPIURL, nobody)]) { edge in
                let cookie = try await edge.setUp()
                try await edge.connectYoto(simulator, as: cookie)
                try await Self.expectProblem(edge) { try await edge.call("GET", "/api/library", as: cookie) }
            }
            try await withEdge(at: simulator, folder, flags: [(.yotoLoginURL, nobody)]) { edge in
                let cookie = try #require(try await edge.login("anna").sessionCookie)
                await simulator.authorization.endAccessTokens()
                try await Self.expectProblem(edge) { try await edge.call("GET", "/api/library", as: cookie) }
                #expect(try await edge.yotoState(as: cookie) == "connected")
                try await Self.expectProblem(edge) {
                    try await edge.call("POST", "/api/yoto/connect", #"{"method":"device"}"#, as: cookie)
                }
            }
            // Nothing was sent, so the login is as good as before.
            try await withEdge(at: simulator, folder) { edge in
                let cookie = try #require(try await edge.login("anna").sessionCookie)
                #expect(try await edge.libraryIDs(as: cookie).contains("Aa1B2"))
            }
        }
    }
}
