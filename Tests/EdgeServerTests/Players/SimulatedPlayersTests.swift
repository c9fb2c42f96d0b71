import Core
import Foundation
import TestSupport
import Testing
import YotoSimulator

@testable import EdgeServer

@Suite("Players at the simulated Yoto, over each transport", .serialized, .timeLimit(.minutes(5)))
struct SimulatedPlayersTests {
    private let kitchen = SimulatedHome.kitchen

    @Test("Connect, events, commands: the whole way, and the wire as §3 has it", arguments: ["wss", "mqtts"])
    func wholeWay(transport: String) async throws {
        try await SimulatedHome.with(address: { transport == "wss" ? $0.addresses.webSocket : $0.addresses.tls }) {
            home in
            try await home.untilLive()
            #expect(await home.parts.registry.connectionStatus.transport == transport)
            let commands = home.parts.commands
            let start = PlayerCommand.play(.init(cardID: "Aa1B2", chapterKey: "01", trackKey: "01", secondsIn: 5))
            #expect(try await commands.send(start, to: kitchen) == CommandOutcome(outcome: .confirmed, via: .mqtt))
            try await home.until("playing") {
                await home.parts.registry.player(kitchen)?.playback.status == "playing"
            }
            #expect(try await commands.send(.volume(Volume(step: 0)), to: kitchen).outcome == .confirmed)
            try await home.until("silent") { await home.parts.registry.player(kitchen)?.volume?.step == 0 }
            #expect(try await commands.send(.next, to: kitchen).outcome == .confirmed)
            try await home.until("next") { await home.parts.registry.player(kitchen)?.playback.chapterKey == "02" }
            let wrong = PlayerCommand.play(.init(cardID: "Aa1B2", chapterKey: "1", trackKey: "1"))
            let refused = try await commands.send(wrong, to: kitchen)
            #expect(refused.outcome == .failed)
            #expect(refused.via == .mqtt)
            #expect(try await commands.send(.pause, to: SimulatedHome.offline).outcome == .offline)
            expectProtocol(home.network.register.records, transport: transport)
        }
    }

    /// Exact topics, quality 1, a random id of letters and digits, the authorizer's user name.
    private func expectProtocol(_ records: [DoorRecord], transport: String) {
        #expect(records.allSatisfy { $0.transport == transport })
        let connects = records.filter { $0.event == "connect" }
        #expect(connects.first?.detail == "_?x-amz-customauthorizer-name=PublicJWTAuthorizer keepalive 60 level 4")
        #expect(connects.allSatisfy { $0.clientID.wholeMatch(of: /YOTO[0-9a-f]+/) != nil })
        let topics = records.filter { $0.event == "subscribe" }.flatMap { $0.detail.split(separator: " ") }
        #expect(topics.contains("device/\(kitchen)/data/events"))
        #expect(!topics.contains { $0.contains("#") || $0.contains("+") })
        let published = records.filter { $0.event == "publish" }.map(\.detail)
        #expect(published.allSatisfy { $0.hasSuffix(" q1") })
        let first = published.first { $0.contains(kitchen) }
        #expect(first == "device/\(kitchen)/command/events/request q1")
    }

    @Test("With one transport refused, the other is taken", arguments: ["wss", "mqtts"])
    func fallback(refused: String) async throws {
        try await SimulatedHome.with(address: { network in
            network.register.shut(refused)
            return network.address
        }) { home in
            try await home.untilLive()
            #expect(await home.parts.registry.connectionStatus.transport == (refused == "wss" ? "mqtts" : "wss"))
        }
    }

    @Test("Changing one setting changes exactly one key of what the simulator has")
    func oneSetting() async throws {
        try await SimulatedHome.with(address: { $0.address }) { home in
            let player = try #require(await home.simulator.family.player(kitchen))
            let before = try #require(await player.config.members)
            let change = try SettingsChange(["nightMaxVolumeLimit": .integer(5)])
            _ = try await home.parts.settings.change(kitchen, change)
            let after = try #require(await player.config.members)
            let different = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
            #expect(different == ["nightMaxVolumeLimit"])
            #expect(after["nightMaxVolumeLimit"] == "5")
            #expect(after["futureKey"] == "keep-me")
        }
    }

    @Test("Hands on the player show, and a stream is really fetched")
    func hands() async throws {
        try await SimulatedHome.with(address: { $0.address }) { home in
            try await home.untilLive()
            let player = try #require(await home.simulator.family.player(kitchen))
            await player.act(.insert(cardID: "Aa1B2"))
            try await home.until("card") { await home.parts.registry.player(kitchen)?.playback.cardID == "Aa1B2" }
            await player.act(.turn(steps: -3))
            try await home.until("volume") { await home.parts.registry.player(kitchen)?.volume?.step == 5 }
            await player.act(.press)
            try await home.until("paused") { await home.parts.registry.player(kitchen)?.playback.status == "paused" }
            await player.act(.remove)
            try await home.until("none") { await home.parts.registry.player(kitchen)?.playback.cardID == nil }
            await player.act(.insert(cardID: "St3aM"))
            try await home.until("fetched") { await !player.fetches.isEmpty }
            await player.setOnline(false)
            try await home.until("offline") { await home.parts.registry.player(kitchen)?.isOnline == false }
        }
    }

    @Test(
        "Broker restarts, cut networks and ending tokens: afterwards all is as the simulator has it",
        arguments: ["wss", "mqtts"])
    func chaos(transport: String) async throws {
        try await SimulatedHome.with(
            address: { transport == "wss" ? $0.addresses.webSocket : $0.addresses.tls }, tokenSeconds: 4
        ) { home in
            try await home.untilLive()
            let start = ContinuousClock.now
            let player = try #require(await home.simulator.family.player(kitchen))
            for round in 0..<6 {
                if round % 3 == 0 { try await home.network.restartBroker() } else { home.network.register.cut() }
                await player.act(.turn(steps: round % 2 == 0 ? -2 : 1))
                try await Task.sleep(for: .milliseconds(700))
            }
            try await home.until("the simulator's state") {
                let (ours, theirs) = (await home.parts.registry.player(kitchen), await player.playback)
                return ours?.isOnline == true && ours?.volume?.step == theirs.volume
                    && ours?.playback.status == theirs.status.rawValue
            }
            let events = try await home.parts.store.events(PlayerEventQuery(playerID: kitchen, limit: 1000))
            let timed = events.filter { $0.playerTime != nil && !$0.changes.isEmpty }
            let keys = timed.map { "\($0.source) \($0.playerTime?.milliseconds ?? 0) \($0.changesText)" }
            #expect(Set(keys).count == keys.count)
            let expiries = Int((ContinuousClock.now - start).components.seconds) / 2 + 2
            #expect(await home.login.renewals <= expiries + 1)
        }
    }
}
