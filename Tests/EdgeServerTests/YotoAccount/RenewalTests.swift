import Core
import Foundation
import Testing
import YotoSimulator

@testable import EdgeServer

/// How the login is kept alive while calls come in, against a Yoto that takes each refresh token once.
@Suite(.timeLimit(.minutes(5))) struct RenewalTests {
    @Test("Two hundred calls at the end of a token cause one renewal, and all are answered")
    func singleFlight() async throws {
        let clock = TestClock()
        try await withEdgeAndYoto(clock: clock) { edge, simulator in
            let cookie = try await edge.setUp()
            try await edge.connectYoto(simulator, as: cookie)
            clock.advance(by: .seconds(86_395))
            #expect(try await Self.statuses(of: 200, edge, cookie) == [200])
            let counts = await simulator.authorization.counts
            #expect(counts.refreshAttempts == 1 && counts.refreshes == 1 && counts.refreshReuses == 0)
        }
    }

    @Test("A hundred calls whose token Yoto no longer takes cause one renewal, and all are answered")
    func refusedToken() async throws {
        try await withEdgeAndYoto { edge, simulator in
            let cookie = try await edge.setUp()
            try await edge.connectYoto(simulator, as: cookie)
            await simulator.authorization.endAccessTokens()
            #expect(try await Self.statuses(of: 100, edge, cookie) == [200])
            let counts = await simulator.authorization.counts
            #expect(counts.refreshAttempts == 1 && counts.refreshReuses == 0)
        }
    }

    /// The statuses of so many calls at once.
    private static func statuses(of count: Int, _ edge: RunningEdge, _ cookie: String) async throws -> Set<Int> {
        let paths = ["/api/library?fresh=true", "/api/library/Aa1B2", "/api/library/groups", "/api/library/St3aM"]
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<count {
                group.addTask { try await edge.call("GET", paths[number % paths.count], as: cookie).status }
            }
            return try await group.reduce(into: []) { $0.insert($1) }
        }
    }

    @Test("A hundred people who open the library at once ask Yoto once")
    func oneListing() async throws {
        try await withEdgeAndYoto { edge, simulator in
            let cookie = try await edge.setUp()
            try await edge.connectYoto(simulator, as: cookie)
            try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<100 { group.addTask { try await edge.libraryIDs(as: cookie) } }
                for try await cards in group { #expect(cards.contains("Aa1B2")) }
            }
            #expect(simulator.requests.requests(to: "/content/mine").count == 1)
        }
    }

    @Test("A login that Yoto ended is told everywhere and not asked about again, after a restart neither")
    func ended() async throws {
        let folder = try SiteFolder()
        try await withYotoSimulator { simulator in
            try await withEdge(at: simulator, folder) { edge in
                let cookie = try await edge.setUp()
                try await edge.connectYoto(simulator, as: cookie)
                await simulator.authorization.endAccessTokens()
                await simulator.authorization.endLogins()
                for _ in 0..<20 {
                    let answer = try await edge.call("GET", "/api/library?fresh=true", as: cookie)
                    #expect(answer.status == 409 && answer.code == "yoto-reconnect")
                }
                #expect(try await edge.yotoState(as: cookie) == "reconnect")
                try await Self.expectWarnings(edge, "no longer accepts this login")
            }
            try await withEdge(at: simulator, folder) { edge in
                let cookie = try #require(try await edge.login("anna").sessionCookie)
                #expect(try await edge.yotoState(as: cookie) == "reconnect")
                #expect(try await edge.call("GET", "/api/library", as: cookie).code == "yoto-reconnect")
                #expect(await simulator.authorization.counts.refreshAttempts == 1)
                #expect(try await edge.connectYoto(simulator, as: cookie) == "connected")
                #expect(try await edge.libraryIDs(as: cookie).isEmpty == false)
                #expect((try await edge.request("GET", "/api/ready")).object["warnings"] as? [String] == [])
            }
        }
    }

    /// In `/api/ready`, which stays 200, and `/api/site`.
    private static func expectWarnings(_ edge: RunningEdge, _ text: String) async throws {
        for path in ["/api/ready", "/api/site"] {
            let answer = try await edge.request("GET", path)
            let warnings = answer.object["warnings"] as? [[String: Any]] ?? []
            #expect(answer.status == 200 && warnings.map { $0["code"] as? String } == ["yoto-login"], "\(path)")
            #expect((warnings.first?["detail"] as? String)?.contains(text) == true, "\(path): \(answer.text)")
        }
    }

    @Test("An answer that was lost on the wire ends in reconnect with that reason, after one more attempt")
    func lostAnswer() async throws {
        let clock = TestClock()
        try await withEdgeAndYoto(clock: clock) { edge, simulator in
            let cookie = try await edge.setUp()
            try await edge.connectYoto(simulator, as: cookie)
            await simulator.authorization.endAccessTokens()
            simulator.faults.arm(.init(.loseAnswer, path: "/oauth/token", count: 1))
            for _ in 0..<10 {
                #expect(try await edge.call("GET", "/api/library", as: cookie).code == "yoto-unavailable")
            }
            #expect(await simulator.authorization.counts.refreshAttempts == 1)
            clock.advance(by: .seconds(6))
            for _ in 0..<10 {
                #expect(try await edge.call("GET", "/api/library", as: cookie).code == "yoto-reconnect")
            }
            #expect(await simulator.authorization.counts.refreshAttempts == 2)
            try await Self.expectWarnings(edge, "answer was lost")
        }
    }

    @Test("A login server that asks for two minutes gets them, and the login is as good as before")
    func retryAfter() async throws {
        let clock = TestClock()
        try await withEdgeAndYoto(clock: clock) { edge, simulator in
            let cookie = try await edge.setUp()
            try await edge.connectYoto(simulator, as: cookie)
            await simulator.authorization.endAccessTokens()
            simulator.faults.arm(.init(.status(429, retryAfterSeconds: 120), path: "/oauth/token", count: 1))
            for seconds in [60, 59] {
                #expect(try await edge.call("GET", "/api/library", as: cookie).code == "yoto-unavailable")
                #expect(try await edge.yotoStatus(as: cookie).lastErrorCode == "too_many_attempts")
                clock.advance(by: .seconds(seconds))
            }
            #expect(try await edge.call("GET", "/api/library", as: cookie).code == "yoto-unavailable")
            #expect(await simulator.authorization.counts.refreshAttempts == 0)
            clock.advance(by: .seconds(2))
            #expect(try await edge.libraryIDs(as: cookie).contains("Aa1B2"))
            #expect(await simulator.authorization.counts.refreshReuses == 0)
        }
    }

    @Test("A login whose length is known is warned of a week before its end")
    func loginLifetime() async throws {
        let clock = TestClock()
        try await withEdgeAndYoto(clock: clock, flags: [(.yotoLoginLifetime, "720h")]) { edge, simulator in
            let cookie = try await edge.setUp()
            try await edge.connectYoto(simulator, as: cookie)
            let ends = clock.now().advanced(by: .seconds(30 * 86_400)).description
            let status = try await edge.yotoStatus(as: cookie)
            #expect(status["loginEndsBy"] as? String == ends && status["warning"] == nil)
            #expect((try await edge.request("GET", "/api/ready")).object["warnings"] as? [String] == [])
            clock.advance(by: .seconds(23 * 86_400 + 60))
            #expect(try await edge.libraryIDs(as: cookie, fresh: true).isEmpty == false)
            #expect(try await edge.yotoStatus(as: cookie)["loginEndsBy"] as? String == ends)
            try await Self.expectWarnings(edge, "ends by \(ends.prefix(10))")
        }
    }
}
