import Core
import Testing

@testable import EdgeServer

@Suite("Commands to players")
struct PlayerCommandTests {
    private let now = Timestamp(milliseconds: 1_795_453_210_000)
    private let tracks = TrackOrder(places: [
        .init(chapterKey: "01", trackKey: "01"), .init(chapterKey: "01", trackKey: "02"),
        .init(chapterKey: "02", trackKey: "x"),
    ])

    @Test(
        "Each command becomes the message of §3.7",
        arguments: [
            (#"{"command":"play","card":"Aa1B2"}"#, "card/start", #"{"uri":"https://yoto.io/Aa1B2"}"#),
            (
                #"{"command":"play","card":"Aa1B2","chapter":"02","track":"x","secondsIn":120,"cutOff":180,"anyButtonStops":true}"#,
                "card/start",
                #"{"uri":"https://yoto.io/Aa1B2","chapterKey":"02","trackKey":"x","secondsIn":120,"cutOff":180,"anyButtonStop":true}"#
            ),
            (#"{"command":"pause"}"#, "card/pause", ""), (#"{"command":"resume"}"#, "card/resume", ""),
            (#"{"command":"stop"}"#, "card/stop", ""), (#"{"command":"reboot"}"#, "reboot", ""),
            (#"{"command":"volume","percent":50}"#, "volume/set", #"{"volume":50}"#),
            (#"{"command":"volume","step":0}"#, "volume/set", #"{"volume":0}"#),
            (#"{"command":"volume","percent":100}"#, "volume/set", #"{"volume":82}"#),
            (#"{"command":"sleepTimer","seconds":0}"#, "sleep-timer/set", #"{"seconds":0}"#),
            (
                #"{"command":"ambientLight","red":255,"green":140,"blue":0}"#, "ambients/set",
                #"{"r":255,"g":140,"b":0}"#
            ),
            (
                #"{"command":"displayIcon","uri":"u","seconds":7,"animated":true}"#, "display/preview",
                #"{"uri":"u","timeout":7,"animated":1}"#
            ),
            (#"{"command":"bluetooth","action":"on"}"#, "bluetooth/on", #"{"action":"on","mode":true}"#),
            (#"{"command":"bluetooth","action":"speaker"}"#, "bluetooth/on", #"{"mode":"bt_speaker"}"#),
            (#"{"command":"bluetooth","action":"delete-bonds"}"#, "bluetooth/delete-bonds", ""),
            (
                #"{"command":"seek","seconds":100}"#, "card/start",
                #"{"uri":"https://yoto.io/Aa1B2","chapterKey":"01","trackKey":"02","secondsIn":100}"#
            ),
            (
                #"{"command":"seek","seconds":5000}"#, "card/start",
                #"{"uri":"https://yoto.io/Aa1B2","chapterKey":"01","trackKey":"02","secondsIn":349}"#
            ),
            (
                #"{"command":"next"}"#, "card/start",
                #"{"uri":"https://yoto.io/Aa1B2","chapterKey":"02","trackKey":"x","secondsIn":0}"#
            ),
            (
                #"{"command":"previous"}"#, "card/start",
                #"{"uri":"https://yoto.io/Aa1B2","chapterKey":"01","trackKey":"01","secondsIn":0}"#
            ),
        ])
    func messages(body: String, name: String, payload: String) throws {
        let command = try PlayerCommand(object(body))
        #expect(try PlayerCommand(command.json) == command)
        let message = try command.message(for: player(position: 2), tracks: tracks, now: now)
        #expect(message.name == name)
        #expect(String(decoding: message.bytes, as: UTF8.self) == payload)
    }

    @Test(
        "A body that cannot be meant is refused with the member's name",
        arguments: [
            ("{}", "command"), (#"{"command":"dance"}"#, "dance"), (#"{"command":"play"}"#, "card"),
            (#"{"command":"play","card":"a/b"}"#, "card"), (#"{"command":"play","card":"a","track":"1"}"#, "chapter"),
            (#"{"command":"seek","seconds":-1}"#, "seconds"), (#"{"command":"volume"}"#, "percent"),
            (#"{"command":"volume","step":17}"#, "step"), (#"{"command":"volume","percent":101}"#, "percent"),
            (#"{"command":"sleepTimer"}"#, "seconds"), (#"{"command":"ambientLight","red":256}"#, "red"),
            (#"{"command":"bluetooth","action":"x"}"#, "action"), (#"{"command":"displayIcon"}"#, "uri"),
        ])
    func refused(body: String, name: String) throws {
        let problem = try #require(throws: Problem.self) { try PlayerCommand(object(body)) }
        #expect(problem.code == .unprocessable)
        #expect(problem.detail.contains(name))
    }

    @Test("Previous goes to the start of the track once it has been heard for a while")
    func previousRestarts() throws {
        let message = try PlayerCommand.previous.message(for: player(position: 30), tracks: tracks, now: now)
        #expect(message.payload["trackKey"] == .string("02"))
        #expect(message.payload["secondsIn"] == .integer(0))
    }

    @Test("At the ends next and previous say so, or go round when the card repeats")
    func ends() throws {
        let last = player(position: 0, track: ("02", "x"))
        #expect(throws: CommandObstacle(reason: "this is the last track")) {
            try PlayerCommand.next.message(for: last, tracks: tracks, now: now)
        }
        var repeating = last
        repeating.playback.repeatsAll = true
        #expect(
            try PlayerCommand.next.message(for: repeating, tracks: tracks, now: now).payload["trackKey"]
                == .string("01"))
        let first = player(position: 0, track: ("01", "01"))
        #expect(throws: CommandObstacle(reason: "this is the first track")) {
            try PlayerCommand.previous.message(for: first, tracks: tracks, now: now)
        }
    }

    @Test("Keys are literal: a chapter that the card does not have is refused, as the player would")
    func literalKeys() {
        let start = PlayerCommand.play(.init(cardID: "Aa1B2", chapterKey: "1", trackKey: "1"))
        #expect(throws: CommandObstacle(reason: "the card has no chapter “1”, track “1”")) {
            try start.message(for: player(position: 0), tracks: tracks, now: now)
        }
        #expect(throws: CommandObstacle(reason: "no card is active")) {
            try PlayerCommand.seek(seconds: 1).message(for: PlayerState(id: "y2"), tracks: nil, now: now)
        }
    }

    @Test("Responses find their commands: by request id, else in order")
    func ledger() throws {
        var ledger = CommandLedger()
        let volume = YotoDeviceCommand(name: "volume/set", payload: ["volume": .integer(50)])
        ledger.add(.init(id: "a", playerID: "y2", message: volume.identified(as: "a")))
        ledger.add(.init(id: "b", playerID: "y2", message: volume.identified(as: "b")))
        ledger.add(.init(id: "c", playerID: "y2", message: YotoDeviceCommand(name: "card/pause")))
        ledger.add(.init(id: "d", playerID: "y2", message: YotoDeviceCommand(name: "card/stop")))
        let second = try response(#"{"volume":"OK","req_body":"{\"volume\":50,\"requestId\":\"b\"}"}"#)
        #expect(ledger.match(second, from: "other") == nil)
        #expect(ledger.match(second, from: "y2")?.id == "b")
        #expect(ledger.match(second, from: "y2") == nil)
        let foreign = try response(#"{"volume":"OK","req_body":"{\"volume\":50}"}"#)
        #expect(ledger.match(foreign, from: "y2") == nil)
        let card = try response(#"{"card":"FAIL","req_body":""}"#)
        #expect(ledger.match(card, from: "y2")?.id == "c")
        #expect(ledger.match(card, from: "y2")?.id == "d")
        #expect(ledger.entries.map(\.id) == ["a"])
    }

    private func response(_ text: String) throws -> PlayerResponse { try #require(PlayerResponse(object(text))) }

    private func object(_ text: String) -> JSONObject { PlayerPayload.object(Array(text.utf8)) ?? [:] }

    private func player(position: Int, track: (String, String) = ("01", "02")) -> PlayerState {
        PlayerState(id: "y2").applying(
            .events(
                PlayerEventReport([
                    "cardId": .string("Aa1B2"), "chapterKey": .string(track.0), "trackKey": .string(track.1),
                    "position": .integer(position), "trackLength": .integer(349), "playbackStatus": .string("playing"),
                    "volumeMax": .integer(13),
                ])), at: now)
    }
}
