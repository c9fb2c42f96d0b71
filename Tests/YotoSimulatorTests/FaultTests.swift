import Foundation
import Testing

@testable import YotoSimulator

/// Each fault as it looks on the wire.
@Suite(.timeLimit(.minutes(5)))
struct FaultTests {
    private func exchange(
        _ simulator: RunningSimulator, _ path: String = "/userinfo", patience: Duration = .seconds(20)
    ) async throws -> (bytes: Data, ended: Bool) {
        let head = "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        return try await WireExchange.send(Data(head.utf8), port: simulator.port, patience: patience)
    }

    @Test func status_withRetryAfter_countsAndSkips() async throws {
        try await withYotoSimulator { simulator in
            simulator.faults.arm(
                SimulatorFault(.status(429, retryAfterSeconds: 30), path: "/content", count: 2, skip: 1))
            var statuses: [Int] = []
            for _ in 0..<4 { statuses.append(try await simulator.send("GET", "/content/mine").status) }
            #expect(statuses == [401, 429, 429, 401])
            simulator.faults.arm(SimulatorFault(.status(429, retryAfterSeconds: 30), path: "/content"))
            let answer = try await simulator.send("GET", "/content/mine")
            #expect(answer["Retry-After"] == "30")
            #expect(answer["X-Request-Id"] != nil)
            #expect(answer.json["error"]?["code"] == "too-many-requests")
            #expect(try await simulator.send("GET", "/userinfo").status == 401)
            simulator.faults.clearAll()
            #expect(try await simulator.send("GET", "/content/mine").status == 401)
            #expect(simulator.faults.met == 3)
        }
    }

    @Test func serverTrouble_isHTML() async throws {
        try await withYotoSimulator { simulator in
            simulator.faults.arm(SimulatorFault(.status(502), method: "POST"))
            let answer = try await simulator.post("/oauth/token", form: [:])
            #expect(answer.status == 502)
            #expect(answer["Content-Type"] == "text/html")
            #expect(try await simulator.send("GET", "/userinfo").status == 401)
        }
    }

    @Test func lostAnswer_usesTheRefreshToken() async throws {
        try await withYotoSimulator { simulator in
            let login = try await simulator.logIn()
            simulator.faults.arm(SimulatorFault(.loseAnswer, path: "/oauth/token", count: 1))
            await #expect(throws: WireExchange.Failure.self) { try await simulator.refresh(login.refresh) }
            #expect(await simulator.authorization.counts.refreshes == 1)
            #expect(simulator.requests.all.last?.status == nil)
            #expect(try await simulator.refresh(login.refresh).oauthError == "invalid_grant")
        }
    }

    @Test func close_processesNothing() async throws {
        try await withYotoSimulator { simulator in
            let login = try await simulator.logIn()
            simulator.faults.arm(SimulatorFault(.close, path: "/oauth/token", count: 1))
            await #expect(throws: WireExchange.Failure.self) { try await simulator.refresh(login.refresh) }
            #expect(try await simulator.refresh(login.refresh).status == 200)
        }
    }

    @Test func hang_holdsUntilCleared() async throws {
        try await withYotoSimulator { simulator in
            simulator.faults.arm(SimulatorFault(.hang, path: "/userinfo"))
            let silent = try await exchange(simulator, patience: .milliseconds(200))
            #expect(silent.bytes.isEmpty && !silent.ended)
            async let held = exchange(simulator)
            try await simulator.requests.waitUntil { $0.count == 2 }
            try await simulator.faults.waitUntilHeld(2)
            simulator.faults.clearAll()
            let released = try await held
            #expect(released.bytes.isEmpty && released.ended)
            #expect(try await simulator.send("GET", "/userinfo").status == 401)
        }
    }

    @Test func hangAfter_processes() async throws {
        try await withYotoSimulator { simulator in
            let login = try await simulator.logIn()
            simulator.faults.arm(SimulatorFault(.hangAfter, path: "/oauth/token", count: 1))
            async let refreshed = simulator.refresh(login.refresh)
            try await simulator.faults.waitUntilHeld()
            #expect(await simulator.authorization.counts.refreshes == 1)
            simulator.faults.clearAll()
            do {
                _ = try await refreshed
                Issue.record("a held request was answered")
            } catch is WireExchange.Failure {}
        }
    }

    @Test func closeMidBody_endsEarly() async throws {
        try await withYotoSimulator { simulator in
            simulator.faults.arm(SimulatorFault(.closeMidBody))
            let answer = try await exchange(simulator)
            #expect(answer.ended)
            #expect(WireAnswer(answer.bytes)?.isCutShort == true)
            #expect(WireAnswer(answer.bytes)?.status == 200)
        }
    }

    /// `ended` here means that the server's direction ended. That the socket lives on is seen by it being held.
    @Test func halfClose_leavesTheSocketHalfOpen() async throws {
        try await withYotoSimulator { simulator in
            simulator.faults.arm(SimulatorFault(.halfClose))
            let answer = try await exchange(simulator)
            #expect(answer.ended)
            #expect(WireAnswer(answer.bytes)?.isCutShort == true)
            try await simulator.faults.waitUntilHeld()
        }
    }

    @Test func garbageAndLargeJSON() async throws {
        try await withYotoSimulator { simulator in
            simulator.faults.arm(SimulatorFault(.garbage, count: 1))
            let garbage = try await simulator.send("GET", "/content/mine")
            #expect(garbage.status == 200)
            #expect(garbage["Content-Type"] == "application/json")
            #expect(garbage.json == .null)
            simulator.faults.arm(SimulatorFault(.large()))
            let large = try await simulator.send("GET", "/content/mine")
            #expect(large.body.count == 10 * 1024 * 1024)
            #expect(large.body.starts(with: Data(#"{"padding":"aaa"#.utf8)))
            #expect(large.body.suffix(3) == Data(#"a"}"#.utf8))
        }
    }

    @Test func delays_waitBeforeAndAfter() async throws {
        try await withYotoSimulator { (simulator) async throws in
            simulator.faults.arm(SimulatorFault(.delayBefore(.milliseconds(100)), count: 1))
            simulator.faults.arm(SimulatorFault(.delayAfter(.milliseconds(100)), count: 1))
            for _ in 0..<2 {
                let start = ContinuousClock.now
                #expect(try await simulator.send("GET", "/userinfo").status == 401)
                #expect(ContinuousClock.now - start >= .milliseconds(100))
            }
        }
    }
}
