import Foundation
import Testing

@testable import YotoSimulator

/// Players over REST, and which scope each route needs (`yoto-platform.md` §2.2 to §2.5).
@Suite(.timeLimit(.minutes(5)))
struct PlayerTests {
    static let kitchen = "y2aB3dE6gH9jK2mN5pQ8rT1v"
    static let offline = "y2oFfLiNe8pLaYeR5tEsT3qz"

    @Test func players_areThoseOfTheExampleFamily() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let list = try await simulator.send("GET", "/device-v2/devices/mine", token: token).json["devices"]
            #expect(list?.elements?.map { $0["name"]?.text } == ["Kitchen", "Ada's Mini", ""])
            #expect(list?.elements?.map { $0["online"]?.flag } == [true, true, false])
            let mini = try await simulator.send("GET", "/device-v2/y2mInI4fIxTuRe7cLoUd2x9k/config", token: token)
            #expect(mini.json["device"]?["deviceType"] == "mini")
            #expect(mini.json["device"]?["status"]?["deviceId"] == "y2mInI4fIxTuRe7cLoUd2x9k")
            #expect(try await simulator.send("GET", "/device-v2/y2nobody/config", token: token).status == 404)
            let status = try await simulator.send("GET", "/device-v2/\(Self.kitchen)/status", token: token)
            #expect(status.message == "Insufficient scope. Required: family:device-status:view")
        }
    }

    @Test func putConfig_replacesAndFillsDefaults() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let path = "/device-v2/\(Self.kitchen)/config"
            let before = try await simulator.send("GET", path, token: token).json["device"]?["config"]
            #expect(before?["futureKey"] == "keep-me")
            let answer = try await simulator.send(
                "PUT", path, token: token,
                json: ["deviceId": .string(Self.kitchen), "name": "Bath", "config": ["maxVolumeLimit": "10"]])
            #expect(answer.json == ["status": "ok"])
            let device = try await simulator.send("GET", path, token: token).json["device"]
            #expect(device?["config"]?["maxVolumeLimit"] == "10")
            #expect(device?["config"]?["nightMaxVolumeLimit"] == "16")
            #expect(device?["config"]?["alarms"] == [])
            #expect(device?["config"]?["futureKey"] == nil)
            #expect(device?["name"] == "Bath")

            var whole: WireJSON = ["config": before ?? [:]]
            #expect(try await simulator.send("PUT", path, token: token, json: whole).status == 200)
            let player = try #require(await simulator.family.player(Self.kitchen))
            #expect(await player.config == before)
            whole["deviceId"] = "other"
            #expect(try await simulator.send("PUT", path, token: token, json: whole).status == 400)
        }
    }

    @Test(
        arguments: [
            ["config": ["maxVolumeLimit": 10]], ["config": ["repeatAll": "true"]], ["config": ["alarms": [1]]], [:],
            ["config": []],
        ] as [WireJSON])
    func badConfig_isRefused(_ body: WireJSON) async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let answer = try await simulator.send("PUT", "/device-v2/\(Self.kitchen)/config", token: token, json: body)
            #expect(answer.status == 400)
        }
    }

    @Test func shortcuts_areReplacedWithANewVersion() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let modes: WireJSON = ["day": ["content": [["cmd": "track-play", "params": ["card": "St3aM"]]]]]
            let path = "/device-v2/\(Self.kitchen)/shortcuts"
            let answer = try await simulator.send("PUT", path, token: token, json: ["shortcuts": ["modes": modes]])
            #expect(answer.json == ["status": "ok"])
            let player = try #require(await simulator.family.player(Self.kitchen))
            #expect(await player.shortcuts["modes"] == modes)
            #expect(await player.shortcuts["versionId"]?.text?.count == 40)
            #expect(try await simulator.send("GET", path, token: token).status == 403)
            let bad = try await simulator.send("PUT", path, token: token, json: ["shortcuts": ["modes": ["day": 1]]])
            #expect(bad.status == 400)
        }
    }

    @Test func commands_reachThePlayer() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let base = "/device-v2/\(Self.kitchen)/command"
            let start: WireJSON = ["uri": "https://yoto.io/Aa1B2", "chapterKey": "01", "trackKey": "01"]
            #expect(try await simulator.send("POST", base + "/card/start", token: token, json: start).status == 200)
            #expect(
                try await simulator.send("POST", base + "/volume/set", token: token, json: ["volume": 100]).status
                    == 200)
            #expect(try await simulator.send("POST", base + "/card/pause", token: token).json == ["status": "ok"])
            let player = try #require(await simulator.family.player(Self.kitchen))
            #expect(await player.commands.map(\.name) == ["card/start", "volume/set", "card/pause"])
            let playback = await player.playback
            #expect(playback.cardID == "Aa1B2")
            #expect(playback.status == .paused)
            #expect(playback.volume == 13, "the player's limit")
            _ = try await simulator.send("POST", base + "/status", token: token)
            let shadow = try await simulator.send("GET", "/device-v2/\(Self.kitchen)/config", token: token)
            #expect(shadow.json["device"]?["status"]?["activeCard"] == "Aa1B2")
            #expect(try await simulator.send("POST", base + "/explode", token: token).status == 400)
            #expect(try await simulator.send("POST", base + "/reboot", token: token, json: []).status == 400)
        }
    }

    @Test func offlinePlayer_isToldNothing() async throws {
        try await withYotoSimulator { simulator in
            let token = try await simulator.logIn().access
            let path = "/device-v2/\(Self.offline)/command/card/start"
            let answer = try await simulator.send("POST", path, token: token, json: ["uri": "https://yoto.io/Aa1B2"])
            #expect(answer.json == ["status": "ok"])
            let player = try #require(await simulator.family.player(Self.offline))
            #expect(await player.playback.status == .stopped)
            #expect(await player.commands.map(\.wasHeard) == [false])
        }
    }

    @Test func emptyFamily_hasNothing() async throws {
        var configuration = SimulatorConfiguration()
        configuration.hasExampleFamily = false
        try await withYotoSimulator(configuration) { simulator in
            let token = try await simulator.logIn().access
            #expect(try await simulator.send("GET", "/device-v2/devices/mine", token: token).json == ["devices": []])
            #expect(try await simulator.send("GET", "/content/mine", token: token).json == ["cards": []])
        }
    }

    @Test(arguments: [
        ("GET", "/device-v2/devices/mine", "family:devices:view"),
        ("PUT", "/device-v2/x/config", "family:devices:manage"),
        ("POST", "/device-v2/x/command/reboot", "family:devices:control"),
        ("GET", "/content/mine", "user:content:view"), ("POST", "/content", "user:content:manage"),
        ("DELETE", "/content/x", "user:content:manage"), ("GET", "/card/family/library", "family:library:view"),
        ("GET", "/card/x", "family:library:view"), ("POST", "/card/family/library/groups", "family:library:manage"),
        ("GET", "/media/transcode/audio/uploadUrl", "user:content:manage"),
        ("POST", "/media/coverImage/user/me/upload", "user:content:manage"),
        ("GET", "/media/displayIcons/user/me", "user:icons:manage"), ("GET", "/media/family/images", "family:view"),
        ("GET", "/user/family", "family:view"),
    ])
    func route_needsTokenAndScope(_ method: String, _ path: String, _ scope: String) async throws {
        try await withYotoSimulator { simulator in
            #expect(try await simulator.send(method, path).status == 401)
            let token = try await simulator.logIn(scope: "profile").access
            let refused = try await simulator.send(method, path, token: token)
            #expect(refused.status == 403)
            #expect(refused.message == "Missing required scope: \(scope)")
            let allowed = try await simulator.logIn(scope: scope).access
            #expect(try await simulator.send(method, path, token: allowed).status != 403)
        }
    }
}
