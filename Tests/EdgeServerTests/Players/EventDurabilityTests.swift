import Core
import Foundation
import GRDB
import TestSupport
import Testing
import YotoSimulator

@testable import EdgeServer

@Suite("Events when the power fails", .serialized, .timeLimit(.minutes(5)))
struct EventDurabilityTests {
    private static let binary = RepositoryRoot.appending(".build/debug/edge-server").path(percentEncoded: false)

    @Test("kill -9 while events come thick: the database is whole, and no event that a browser saw is lost")
    func killed() async throws {
        var configuration = SimulatorConfiguration()
        configuration.hasMQTT = true
        configuration.settings.autoApprove = true
        try await withYotoSimulator(configuration) { simulator in
            let folder = try SiteFolder()
            let port = try freePort()
            var environment = ProcessInfo.processInfo.environment.merging(simulator.environment) { _, new in new }
            environment["EDGE_DATA"] = folder.path + "/data"
            let flags = ["serve", "--port", "\(port)", "--site", folder.path + "/dist"]
            let seen = try await Subprocess.withRunning(Self.binary, flags, environment: environment) { child in
                let line = try await child.waitUntilOutput(contains: "setup?token=")
                let printed = LogLines()
                printed.add(String(line.split(separator: "\n").first { $0.hasPrefix("setup:") } ?? ""))
                let edge = RunningEdge(folder: folder, port: port, log: LogLines(), printed: printed)
                try await child.waitUntilOutput(contains: "listening")
                let cookie = try await connect(edge, to: simulator)
                return try await eventsUntilKilled(child, edge, cookie, simulator)
            }
            #expect(seen.count > 20)
            let path = folder.path + "/data/edge.sqlite"
            let database = try SQLiteDatabase(path: path)
            #expect(try await database.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
            let stored = Set(try await database.read { try Int64.fetchAll($0, sql: "SELECT id FROM player_event") })
            #expect(seen.subtracting(stored).isEmpty)
        }
    }

    /// The ids that were on the wire before the end.
    private func eventsUntilKilled(
        _ child: RunningSubprocess, _ edge: RunningEdge, _ cookie: String, _ simulator: RunningSimulator
    ) async throws -> Set<Int64> {
        let player = try #require(await simulator.family.player(SimulatedHome.kitchen))
        let live = try await edge.connect()
        try await live.send("GET", "/events", ["Cookie: __Host-session=\(cookie)"])
        _ = try await live.receive(until: "event: snapshot\n")
        _ = try await live.receive(until: SimulatedHome.kitchen + #"","kind""#)
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for step in 0..<5000 where !Task.isCancelled {
                    await player.act(.turn(steps: step % 2 == 0 ? 1 : -1))
                    try? await Task.sleep(for: .milliseconds(2))
                }
            }
            var seen: Set<Int64> = []
            while let text = try? await live.receive(until: "\nevent: player") {
                if let id = text.matches(of: /id: (\d+)/).last.flatMap({ Int64($0.1) }) { seen.insert(id) }
                if seen.count == 100 { child.kill() }
            }
            group.cancelAll()
            return seen
        }
    }

    private func connect(_ edge: RunningEdge, to simulator: RunningSimulator) async throws -> String {
        let cookie = try await edge.setUp()
        let begun = try await edge.call("POST", "/api/yoto/connect", #"{"method":"paste"}"#, as: cookie).object
        await simulator.allowRedirect(to: begun["redirectURL"] as? String ?? "")
        let answer = await simulator.answerConsent(authorizeURL: begun["authorizeURL"] as? String ?? "")
        _ = try await edge.call("POST", "/api/yoto/paste", RunningEdge.body(["url": answer ?? ""]), as: cookie)
        return cookie
    }
}
