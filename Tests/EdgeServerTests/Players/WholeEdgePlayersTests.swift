import Core
import Foundation
import Testing
import YotoSimulator

@testable import EdgeServer

@Suite("Players through the whole edge", .serialized, .timeLimit(.minutes(5)))
struct WholeEdgePlayersTests {
    private let kitchen = SimulatedHome.kitchen

    @Test("From the account's connection to the browser's events, commands and settings, over HTTP")
    func wholeEdge() async throws {
        try await withConnectedEdge { edge, cookie, simulator in
            let player = try #require(await simulator.family.player(kitchen))
            let live = try await edge.connect()
            try await live.send("GET", "/events", ["Cookie: __Host-session=\(cookie)"])
            let head = try await live.receive(until: "event: snapshot\n")
            #expect(head.contains("text/event-stream"))
            try await untilConnected(edge, cookie)
            await player.act(.insert(cardID: "Aa1B2"))
            _ = try await live.receive(until: #""cardId":{"before":null,"after":"Aa1B2"}"#)

            let path = "/api/players/\(kitchen)"
            let volume = try await edge.call("POST", path + "/commands", #"{"command":"volume","step":3}"#, as: cookie)
            #expect(volume.object["outcome"] as? String == "confirmed")
            #expect(volume.object["via"] as? String == "mqtt")
            _ = try await live.receive(until: #""volume":{"before":8,"after":3}"#)
            await live.close()

            let body = #"{"nightMaxVolumeLimit":4}"#
            #expect(try await edge.call("PATCH", path + "/settings", body, as: cookie).status == 200)
            #expect(await player.config["nightMaxVolumeLimit"] == "4")
            let refused = try await edge.call("PATCH", path + "/settings", #"{"futureKey":1}"#, as: cookie)
            #expect(refused.status == 422)
            let settings = try await edge.call("GET", path + "/settings", as: cookie)
            #expect((settings.object["alarms"] as? [Any])?.count == 3)
            #expect(!settings.text.contains("futureKey"))

            let events = try await edge.call("GET", path + "/events?limit=5", as: cookie)
            #expect((events.object["events"] as? [[String: Any]])?.isEmpty == false)
            let messages = try await edge.call("GET", path + "/messages", as: cookie)
            #expect(messages.text.contains("command/events/request"))
            #expect(!messages.text.contains("ExampleNet"))
            let offline = "/api/players/\(SimulatedHome.offline)/commands"
            let pause = try await edge.call("POST", offline, #"{"command":"pause"}"#, as: cookie)
            #expect(pause.object["outcome"] as? String == "offline")
        }
    }

    @Test("A browser that comes back hears what it missed; a stranger hears nothing")
    func resumption() async throws {
        try await withConnectedEdge { edge, cookie, simulator in
            try await untilConnected(edge, cookie)
            let player = try #require(await simulator.family.player(kitchen))
            for steps in [-1, -1, 1] { await player.act(.turn(steps: steps)) }
            let path = "/api/players/\(kitchen)/events?kind=volume"
            var events: [[String: Any]] = []
            while events.count < 3 {
                events = try await edge.call("GET", path, as: cookie).object["events"] as? [[String: Any]] ?? []
            }
            let missed = try #require(events.prefix(2).compactMap { $0["id"] as? Int }.last)
            let live = try await edge.connect()
            try await live.send("GET", "/events", ["Cookie: __Host-session=\(cookie)", "Last-Event-ID: \(missed - 1)"])
            let text = try await live.receive(until: "id: \(missed)\n")
            #expect(text.contains("event: snapshot"))
            await live.close()
            #expect(try await edge.call("GET", "/events").status == 401)
            #expect(try await edge.call("GET", "/api/players").status == 401)
        }
    }

    @Test("Listeners look and control; settings and messages are for members")
    func roles() async throws {
        try await withConnectedEdge { edge, cookie, _ in
            try await untilConnected(edge, cookie)
            _ = try await edge.add("lena", role: "listener", as: cookie)
            let lena = try #require(try await edge.login("lena").sessionCookie)
            let path = "/api/players/\(kitchen)"
            #expect(try await edge.call("GET", path, as: lena).status == 200)
            #expect(try await edge.call("POST", path + "/commands", #"{"command":"pause"}"#, as: lena).status == 200)
            #expect(try await edge.call("PATCH", path + "/settings", "{}", as: lena).status == 403)
            #expect(try await edge.call("GET", path + "/messages", as: lena).status == 403)
            #expect(try await edge.call("GET", "/api/players/nobody", as: lena).status == 404)
            #expect(try await edge.call("POST", path + "/commands", "[]", as: lena).status == 400)
            #expect(try await edge.call("POST", path + "/commands", #"{"command":"x"}"#, as: lena).status == 422)
        }
    }

    private func untilConnected(_ edge: RunningEdge, _ cookie: String) async throws {
        for _ in 0..<2000 {
            let players = try await edge.call("GET", "/api/players", as: cookie).object
            let state = (players["connection"] as? [String: Any])?["state"] as? String
            let heard = (players["players"] as? [[String: Any]])?.contains { $0["lastEventAt"] != nil } ?? false
            if state == "connected", heard { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw TestHousehold.Waited(what: "connected")
    }

    private func withConnectedEdge(
        _ body: @Sendable @escaping (RunningEdge, _ cookie: String, RunningSimulator) async throws -> Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.hasMQTT = true
        configuration.settings.autoApprove = true
        try await withYotoSimulator(configuration) { simulator in
            let flags: [(ConfigurationKey, String)] = [
                (.yotoClientID, simulator.clientID), (.yotoLoginURL, simulator.baseURL),
                (.yotoAPIURL, simulator.baseURL), (.yotoMQTTURL, simulator.network?.address ?? ""),
            ]
            try await withEdge(try SiteFolder(), flags: flags) { edge in
                let cookie = try await edge.setUp()
                let begun = try await edge.call("POST", "/api/yoto/connect", #"{"method":"paste"}"#, as: cookie).object
                await simulator.allowRedirect(to: begun["redirectURL"] as? String ?? "")
                let answer = await simulator.answerConsent(authorizeURL: begun["authorizeURL"] as? String ?? "")
                let pasted = try await edge.call(
                    "POST", "/api/yoto/paste", RunningEdge.body(["url": answer ?? ""]), as: cookie)
                #expect(pasted.object["state"] as? String == "connected")
                try await body(edge, cookie, simulator)
            }
        }
    }
}
