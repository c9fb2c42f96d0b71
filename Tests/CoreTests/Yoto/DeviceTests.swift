import Foundation
import HTTPClient
import Testing

@testable import Core

@Suite struct DeviceTests {
    private static let id = "y2aB3dE6gH9jK2mN5pQ8rT1v"

    @Test("Settings are read through strings, booleans and numbers")
    func config() async throws {
        let server = CannedServer([try Fixture.response("F-dev-3")])
        let device = try await APITests.api(server).device(Self.id)
        #expect(server.requests[0].url == "https://api.test/device-v2/\(Self.id)/config")
        #expect(device.id == Self.id && device.firmwareVersion == "v2.23.2" && device.geoTimezone == "Europe/London")
        #expect(device.status[int: "batteryLevel"] == 87 && device.statusUpdatedAt == "2026-11-23T16:58:11.284Z")
        let config = device.config
        #expect(config.bluetoothEnabled == true && config.repeatAll == true && config.daySoundsOff == false)
        #expect(config.maxVolumeLimit == 13 && config.shutdownTimeoutSeconds == 3600 && config.hourFormat == 24)
        #expect(config.dayDisplayBrightness == "auto" && config.timezone == "")
        #expect(config.alarms?.count == 3)
    }

    @Test("One change writes the whole block, kinds and unknown keys kept, and nothing is written for no change")
    func update() async throws {
        let server = CannedServer([
            try Fixture.response("F-dev-3"), try Fixture.response("F-dev-4-b"), try Fixture.response("F-dev-3"),
        ])
        let api = APITests.api(server)
        let after = try await api.updateConfig(of: Self.id) { config in
            config.maxVolumeLimit = 10
            config.bluetoothEnabled = false
            config.repeatAll = false
        }
        #expect(after.maxVolumeLimit == 10)
        let sent = try #require(try JSONValue(server.requests[1].bytes).object)
        #expect(server.requests[1].method == "PUT" && server.requests[1].headers["content-type"] == "application/json")
        #expect(sent.keys == ["deviceId", "config"])
        var expected = try #require(try Fixture.object("F-dev-3")["device"]?["config"]?.object)
        expected["maxVolumeLimit"] = "10"
        expected["bluetoothEnabled"] = "0"
        expected["repeatAll"] = false
        #expect(sent["config"] == .object(expected))
        #expect(sent["config"]?["futureKey"] == "keep-me")
        _ = try await api.updateConfig(of: Self.id) { $0.maxVolumeLimit = 13 }
        #expect(server.requests.count == 3)
    }

    @Test("Renaming sends the name with the whole block")
    func rename() async throws {
        let server = CannedServer([try Fixture.response("F-dev-3"), try Fixture.response("F-dev-4-b")])
        try await APITests.api(server).renameDevice(Self.id, to: "Bedroom")
        let sent = try JSONValue(server.requests[1].bytes)
        #expect(sent["name"] == "Bedroom")
        #expect(sent["config"] == (try Fixture.object("F-dev-3"))["device"]?["config"])
    }

    @Test("An answer without settings is never written back", arguments: ["{}", #"{"config":{}}"#, #"{"config":[]}"#])
    func noConfig(device: String) async {
        let server = CannedServer([HTTPClientResponse(status: 200, body: Data(#"{"device":\#(device)}"#.utf8))])
        let error = await #expect(throws: YotoAPIError.self) {
            try await APITests.api(server).updateConfig(of: Self.id) { $0.maxVolumeLimit = 1 }
        }
        #expect(error?.code == .malformed)
        #expect(server.requests.count == 1)
    }

    @Test("Shortcuts are read and written as they are")
    func shortcuts() async throws {
        let server = CannedServer([try Fixture.response("F-dev-3"), try Fixture.response("F-dev-4-b")])
        let api = APITests.api(server)
        var shortcuts = try await api.device(Self.id).shortcuts
        #expect(shortcuts.day.map(\.card) == ["3nC80", "3nC80"] && shortcuts.day[1].chapter == "radio-day")
        shortcuts.day = [YotoShortcut(card: "St3aM", chapter: "01", track: "01")]
        shortcuts.night = []
        try await api.replaceShortcuts(of: Self.id, with: shortcuts)
        #expect(try JSONValue(server.requests[1].bytes) == JSONValue(try Fixture.data("F-dev-5")))
    }

    @Test("Commands are posted with the payload that MQTT has")
    func commands() async throws {
        let commands: [(YotoDeviceCommand, String, String)] = [
            (
                .startCard("Aa1B2", chapterKey: "01", trackKey: "01", startSeconds: 0, cutOffSeconds: 0), "card/start",
                #"{"uri":"https://yoto.io/Aa1B2","chapterKey":"01","trackKey":"01","secondsIn":0,"cutOff":0}"#
            ),
            (.startCard("Aa1B2"), "card/start", #"{"uri":"https://yoto.io/Aa1B2"}"#),
            (.setVolume(percent: 50), "volume/set", #"{"volume":50}"#),
            (.setVolume(percent: 500), "volume/set", #"{"volume":100}"#),
            (.setAmbient(red: 255, green: 140, blue: 0), "ambients/set", #"{"r":255,"g":140,"b":0}"#),
            (.setSleepTimer(seconds: 1800), "sleep-timer/set", #"{"seconds":1800}"#),
            (.reportStatus(requestID: "8f"), "status", #"{"requestId":"8f"}"#), (.pause, "card/pause", "{}"),
            (
                .previewIcon(uri: "https://a/b", seconds: 5), "display/preview",
                #"{"uri":"https://a/b","timeout":5,"animated":0}"#
            ),
        ]
        for (command, path, payload) in commands {
            let server = CannedServer([try Fixture.response("F-dev-6-b")])
            try await APITests.api(server).send(command, to: "y2")
            #expect(server.requests[0].url == "https://api.test/device-v2/y2/command/\(path)")
            #expect(String(decoding: server.requests[0].bytes, as: UTF8.self) == payload)
        }
        for name in ["", "/", "card/../../x", "card//start"] {
            let server = CannedServer([try Fixture.response("F-dev-6-b")])
            let error = await #expect(throws: YotoAPIError.self) {
                try await APITests.api(server).send(YotoDeviceCommand(name: name), to: "y2")
            }
            #expect(error?.code == .invalidArgument)
        }
    }
}
