import Core
import Testing

@testable import EdgeServer

@Suite("The state of a player")
struct PlayerStateTests {
    private static let start = Timestamp(milliseconds: 1_795_453_210_000)
    private let full =
        #"{"repeatAll":true,"streaming":false,"volume":8,"volumeMax":13,"playbackWait":false,"eventUtc":1795453210,"trackLength":349,"position":12,"cardId":"Aa1B2","chapterTitle":"The owl","chapterKey":"01","trackTitle":"The owl","trackKey":"01","playbackStatus":"playing"}"#

    @Test("A delta changes what it names and leaves the rest; zero and false are values")
    func deltas() {
        var player = after(full)
        player = player.applying(events(#"{"volume":0,"repeatAll":false,"position":0}"#), at: later(1))
        #expect(player.volume == Volume(step: 0))
        #expect(player.playback.repeatsAll == false)
        #expect(player.playback.positionSeconds == 0)
        #expect(player.volumeCap == Volume(step: 13))
        #expect(player.playback.trackTitle == "The owl")
        #expect(player.isOnline == true)
    }

    @Test("The position runs while it plays, stops when it pauses, and does not run beyond the track")
    func position() {
        var player = after(full)
        #expect(player.position(at: later(10)) == 22)
        #expect(player.position(at: later(10_000)) == 349)
        player = player.applying(events(#"{"playbackStatus":"paused","eventUtc":1795453230}"#), at: later(20))
        #expect(player.position(at: later(100)) == 32)
        player = player.applying(events(#"{"playbackStatus":"playing"}"#), at: later(120))
        #expect(player.position(at: later(125)) == 37)
        player = player.applying(events(#"{"playbackWait":true}"#), at: later(130))
        #expect(player.position(at: later(200)) == 42)
    }

    @Test("A player whose clock is wrong does not make positions jump")
    func wrongClock() {
        let player = PlayerState(id: "y2").applying(
            events(#"{"cardId":"A","position":5,"playbackStatus":"playing","eventUtc":1000}"#), at: Self.start)
        #expect(player.position(at: later(3)) == 8)
    }

    @Test("F-mq-5: keys that are stale after a stop are ignored when there is no card")
    func staleKeys() {
        let player = after(full).applying(
            events(
                #"{"cardId":"none","playbackStatus":"stopped","chapterKey":"02","trackKey":"01","chapterTitle":"The fox","trackTitle":"The fox","position":0,"eventUtc":1795453360}"#
            ),
            at: later(150))
        #expect(player.playback.cardID == nil)
        #expect(player.playback.chapterKey == nil)
        #expect(player.playback.trackTitle == nil)
        #expect(player.playback.positionSeconds == nil)
        #expect(player.playback.status == "stopped")
        let still = player.applying(events(#"{"trackKey":"07","position":3}"#), at: later(151))
        #expect(still.playback.trackKey == nil)
    }

    @Test("Another card or track brings nothing over from the one before")
    func otherCard() {
        var player = after(full).applying(events(#"{"trackKey":"02"}"#), at: later(1))
        #expect(player.playback.chapterKey == "01")
        #expect(player.playback.trackTitle == nil)
        #expect(player.playback.positionSeconds == nil)
        player = player.applying(events(#"{"cardId":"St3aM"}"#), at: later(2))
        #expect(player.playback.trackKey == nil)
        #expect(player.playback.trackLengthSeconds == nil)
    }

    @Test("Unknown words of newer firmware are kept and break nothing")
    func unknownWords() {
        let player = after(full).applying(events(#"{"playbackStatus":"dreaming"}"#), at: later(1))
        #expect(player.playback.status == "dreaming")
        #expect(player.position(at: later(500)) == 13)
    }

    @Test("Presence, a goodbye and a new sign of life")
    func presence() {
        var player = after(full).applying(.presence(isOnline: false, at: later(5)), at: later(6))
        #expect(player.isOnline == false)
        #expect(player.presenceAt == later(5))
        player = player.applying(events(#"{"volume":3}"#), at: later(10))
        #expect(player.isOnline == true)
        let goodbye = PlayerStatusReport(["shutDown": .string("userShutdown")])
        player = player.applying(.status(goodbye), at: later(20))
        #expect(player.isOnline == false)
        #expect(player.shutdownReason == "userShutdown")
        player = player.applying(.presence(isOnline: true, at: nil), at: later(30))
        #expect(player.shutdownReason == nil)
    }

    @Test("The sleep timer runs down")
    func sleepTimer() {
        let player = after(full).applying(events(#"{"sleepTimerActive":1,"sleepTimerSeconds":"60"}"#), at: later(1))
        #expect(player.sleepTimerSeconds(at: later(31)) == 30)
        #expect(player.sleepTimerSeconds(at: later(500)) == 0)
        let off = player.applying(events(#"{"sleepTimerActive":false}"#), at: later(40))
        #expect(off.sleepTimerSeconds(at: later(41)) == nil)
    }

    @Test("The shadow fills what is unknown and never overwrites what is newer")
    func shadow() {
        let report = PlayerStatusReport([
            "activeCard": .string("Aa1B2"), "batteryLevel": .integer(87), "userVolume": .integer(44),
            "ssid": .string("N"),
            "playingStatus": .integer(0), "temp": .null,
        ])
        let fresh = PlayerState(id: "y2").applying(shadow: report, updatedAt: Self.start)
        #expect(fresh.device.batteryPercent == 87)
        #expect(fresh.volume == Volume(step: 7))
        #expect(fresh.playback.cardID == "Aa1B2")
        let live = after(full).applying(.status(PlayerStatusReport(["batteryLevel": .integer(50)])), at: later(10))
        #expect(live.applying(shadow: report, updatedAt: Self.start).device.batteryPercent == 50)
        let newer = live.applying(shadow: report, updatedAt: later(60))
        #expect(newer.device.batteryPercent == 87)
        #expect(newer.volume == Volume(step: 8))
        #expect(newer.playback.status == "playing")
    }

    @Test("After a restart the state is old until the player speaks")
    func old() {
        let old = after(full).old
        #expect(old.isOld)
        #expect(old.playback.cardID == "Aa1B2")
        #expect(!old.applying(events(#"{"volume":1}"#), at: later(1)).isOld)
    }

    @Test("An event says what a message changed, and of what kind it is")
    func eventKinds() {
        let before = after(full)
        func kind(_ text: String) -> (PlayerEvent.Kind, [String]) {
            let message = events(text)
            let event = PlayerEvent(
                message, from: "data/events", before: before, after: before.applying(message, at: later(1)),
                at: later(1))
            return (event.kind, event.changes.keys.sorted())
        }
        #expect(kind(#"{"volume":9}"#) == (.volume, ["volume", "volumePercent"]))
        #expect(kind(#"{"volume":8}"#) == (.report, []))
        #expect(kind(#"{"playbackStatus":"paused"}"#).0 == .playback)
        #expect(kind(#"{"cardId":"other"}"#).0 == .card)
        #expect(kind(#"{"trackKey":"02"}"#).0 == .track)
        #expect(kind(#"{"sleepTimerActive":true}"#).0 == .sleepTimer)
        #expect(kind(#"{"repeatAll":false}"#) == (.playback, ["repeatAll"]))
    }

    private func after(_ text: String) -> PlayerState {
        PlayerState(id: "y2").applying(events(text), at: Self.start)
    }

    private func later(_ seconds: Int) -> Timestamp { Self.start.advanced(by: .seconds(seconds)) }

    private func events(_ text: String) -> PlayerMessage {
        PlayerMessage(.events, Array(text.utf8)) ?? .presence(isOnline: false, at: nil)
    }
}
