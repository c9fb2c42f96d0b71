import Core
import Foundation
import TestSupport
import Testing

@Suite("What players send (yoto-platform.md §6.6)")
struct PlayerMessageTests {
    @Test("F-mq-1: presence")
    func presence() {
        let online = PlayerMessage(.presence, Array(#"{"state":"online","ts":1795453000123}"#.utf8))
        #expect(online == .presence(isOnline: true, at: Timestamp(milliseconds: 1_795_453_000_123)))
        #expect(PlayerMessage(.presence, Array(#"{"state":"offline"}"#.utf8)) == .presence(isOnline: false, at: nil))
        #expect(PlayerMessage(.presence, Array(#"{"state":"asleep"}"#.utf8)) == nil)
    }

    @Test("F-mq-2 and F-mq-3: full events; false and zero are values")
    func fullEvents() throws {
        let local = try events(
            #"{"repeatAll":true,"streaming":false,"volume":8,"volumeMax":13,"playbackWait":false,"sleepTimerActive":false,"sleepTimerSeconds":0,"eventUtc":1795453210,"trackLength":349,"position":12,"cardId":"Aa1B2","source":"remote","cardUpdatedAt":"2026-11-20T08:15:30.123Z","chapterTitle":"The owl","chapterKey":"01","trackTitle":"The owl","trackKey":"01","playbackStatus":"playing"}"#
        )
        #expect(local.repeatsAll == true)
        #expect(local.isStreaming == false)
        #expect(local.volume == Volume(step: 8))
        #expect(local.volumeCap == Volume(step: 13))
        #expect(local.isWaiting == false)
        #expect(local.sleepTimerActive == false)
        #expect(local.sleepTimerSeconds == 0)
        #expect(local.at == Timestamp(milliseconds: 1_795_453_210_000))
        #expect(local.trackLengthSeconds == 349)
        #expect(local.positionSeconds == 12)
        #expect(local.cardID == "Aa1B2")
        #expect(local.source == "remote")
        #expect(local.cardUpdatedAt == "2026-11-20T08:15:30.123Z")
        #expect(local.chapterTitle == "The owl")
        #expect(local.chapterKey == "01")
        #expect(local.trackKey == "01")
        #expect(local.playbackStatus == "playing")
        let stream = try events(
            #"{"repeatAll":false,"streaming":true,"volume":5,"volumeMax":8,"playbackWait":true,"sleepTimerActive":true,"sleepTimerSeconds":1742,"eventUtc":1795453260,"trackLength":0,"position":0,"cardId":"St3aM","source":"card","cardUpdatedAt":"2026-11-10T10:00:00.000Z","chapterTitle":"Morning music","chapterKey":"01","trackTitle":"Morning music","trackKey":"01","playbackStatus":"playing"}"#
        )
        #expect(stream.repeatsAll == false)
        #expect(stream.trackLengthSeconds == 0)
        #expect(stream.positionSeconds == 0)
        #expect(stream.sleepTimerSeconds == 1742)
    }

    @Test("F-mq-4: deltas, and numbers as strings, booleans as 0, 1 and words")
    func deltas() throws {
        let volume = try events(#"{"volume":9,"volumeMax":13,"eventUtc":1795453233}"#)
        #expect(volume.volume == Volume(step: 9))
        #expect(volume.cardID == nil)
        let typed = try events(
            #"{"repeatAll":1,"streaming":"false","volume":"8","volumeMax":"13","sleepTimerActive":0,"eventUtc":"1795453300"}"#
        )
        #expect(typed.repeatsAll == true)
        #expect(typed.isStreaming == false)
        #expect(typed.volume == Volume(step: 8))
        #expect(typed.volumeCap == Volume(step: 13))
        #expect(typed.sleepTimerActive == false)
        #expect(typed.at == Timestamp(milliseconds: 1_795_453_300_000))
        let silent = try events(#"{"volume":0,"position":0,"repeatAll":false,"online":false}"#)
        #expect(silent.volume == Volume(step: 0))
        #expect(silent.isOnline == false)
    }

    @Test("F-mq-7: bytes that are no UTF-8 become a replacement character")
    func notUTF8() throws {
        let payload = Array(#"{"trackTitle":"Caf"#.utf8) + [0xE9] + Array(#"","eventUtc":1795453401}"#.utf8)
        guard case .events(let report) = PlayerMessage(.events, payload) else {
            Issue.record("not read")
            return
        }
        #expect(report.trackTitle == "Caf\u{FFFD}")
        #expect(report.at == Timestamp(milliseconds: 1_795_453_401_000))
    }

    @Test("F-mq-8: data/status of a v3 and of a Mini")
    func status() throws {
        let large = try status(
            #"{"status":{"statusVersion":1,"fwVersion":"v2.23.2","productType":"v3","batteryLevel":87,"als":112,"freeDisk":25160368,"shutdownTimeout":3600,"dbatTimeout":60,"charging":1,"activeCard":"Aa1B2","cardInserted":2,"playingStatus":1,"headphones":0,"dnowBrightness":64,"dayBright":255,"nightBright":20,"bluetoothHp":0,"volume":55,"userVolume":50,"timeFormat":"24","day":1,"nightlightMode":"0x194a55","temp":"24:21"}}"#
        )
        #expect(large.version == 1)
        #expect(large.firmware == "v2.23.2")
        #expect(large.batteryPercent == 87)
        #expect(large.isCharging == true)
        #expect(large.lightLevel == 112)
        #expect(large.freeDiskKiB == 25_160_368)
        #expect(large.activeCard == "Aa1B2")
        #expect(large.hasHeadphones == false)
        #expect(large.volume == Volume(step: 8))
        #expect(large.isDay == true)
        #expect(large.nightLight == "0x194a55")
        #expect([large.batteryCelsius, large.deviceCelsius] == [24, 21])
        let mini = try status(
            #"{"status":{"statusVersion":1,"fwVersion":"v2.23.2","productType":"mini","batteryLevel":100,"als":0,"freeDisk":25108704,"shutdownTimeout":3600,"dbatTimeout":60,"charging":0,"activeCard":"none","cardInserted":0,"playingStatus":0,"headphones":0,"dnowBrightness":0,"dayBright":100,"nightBright":1,"bluetoothHp":0,"volume":50,"userVolume":43,"timeFormat":"12","day":0}}"#
        )
        #expect(mini.isCharging == false)
        #expect(mini.isDay == false)
        #expect(mini.lightLevel == 0)
        #expect(mini.volume == Volume(step: 7))
        #expect(mini.deviceCelsius == nil)
    }

    @Test("F-mq-9: status/full, without the network's name")
    func fullStatus() throws {
        let text =
            #"{"status":{"statusVersion":3,"fwVersion":"v2.23.2","shutDown":"nA","totalDisk":31385600,"productType":"v3","wifiStrength":-54,"ssid":"ExampleNet","battery":3990,"powerCaps":"0x02","batteryLevel":87,"batteryTemp":24,"upTime":15992,"utcTime":1795453215,"freeDisk":25160368,"utcOffset":0,"charging":1,"powerSrc":2,"activeCard":"Aa1B2","cardInserted":2,"playingStatus":1,"headphones":0,"nightlightMode":"0x194a55","bgDownload":1,"bytesPS":412000,"day":1,"temp":"24:21","als":112,"volume":55,"userVolume":50,"batteryFullPct":80}}"#
        let report = try status(text, .fullStatus)
        #expect(report.version == 3)
        #expect(report.wifiDBm == -54)
        #expect(report.powerSource == 2)
        #expect(report.isDownloading == true)
        #expect(report.downloadRate == 412_000)
        #expect(report.uptimeSeconds == 15_992)
        #expect(report.totalDiskKiB == 31_385_600)
        #expect(report.at == Timestamp(milliseconds: 1_795_453_215_000))
        #expect(!String(describing: report).contains("ExampleNet"))
    }

    @Test("F-mq-10: the legacy topic at boot, in part and at shutdown")
    func legacy() throws {
        let boot = try status(
            #"{"status":{"statusVersion":3,"fwVersion":"v2.23.2","shutDown":"nA","productType":"mini","upTime":12,"utcTime":0,"batteryLevel":100,"temp":"0:0:0","day":-1}}"#,
            .legacyStatus)
        #expect(boot.uptimeSeconds == 12)
        #expect(boot.at == nil)
        #expect(boot.isDay == nil)
        #expect(boot.shutdown == "nA")
        let part = try status(
            #"{"status":{"battery":4102,"powerCaps":"","batteryLevel":100,"upTime":2114,"utcTime":1795453454}}"#,
            .legacyStatus)
        #expect(part.version == nil)
        #expect(part.batteryPercent == 100)
        let end = try status(
            #"{"status":{"statusVersion":3,"shutDown":"userShutdown","productType":"mini","upTime":436,"activeCard":"none","day":1}}"#,
            .legacyStatus)
        #expect(end.shutdown == "userShutdown")
    }

    @Test("F-mq-12: responses")
    func responses() throws {
        func response(_ text: String) throws -> PlayerResponse {
            guard case .response(let response)? = PlayerMessage(.response, Array(text.utf8)) else {
                throw Unread(text: text)
            }
            return response
        }
        let volume = try response(#"{"status":{"volume":"OK","req_body":"{\"volume\":50}"}}"#)
        #expect(volume.resource == "volume")
        #expect(volume.isOK)
        #expect(volume.requestID == nil)
        let card = try response(
            #"{"status":{"card":"FAIL","req_body":"{\"uri\":\"https://yoto.io/Aa1B2\",\"chapterKey\":\"1\",\"trackKey\":\"1\"}"}}"#
        )
        #expect(card.resource == "card")
        #expect(!card.isOK)
        let status = try response(
            #"{"status":{"status":"OK","req_body":"{\"requestId\":\"8f14e45fceea467a9c1d0b3f5a6e7d21\"}"}}"#)
        #expect(status.requestID == "8f14e45fceea467a9c1d0b3f5a6e7d21")
        #expect(try response(#"{"status":{"req_body":"","events":"OK"}}"#).resource == "events")
    }

    @Test(
        "Hostile payloads read as nothing, or without the bad value",
        arguments: [
            "", "null", "[]", "{}", "{", "\"x\"", #"{"status":1}"#, #"{"status":{"req_body":""}}"#,
            #"{"volume":1e999,"position":-1,"eventUtc":99999999999999999999}"#,
            #"{"volume":17,"position":9223372036854775807,"sleepTimerSeconds":"-9223372036854775808"}"#,
            #"{"cardId":{},"trackTitle":[],"playbackStatus":null,"volume":true}"#,
        ])
    func hostile(text: String) {
        for kind in PlayerTopic.allCases {
            guard case .events(let report)? = PlayerMessage(kind, Array(text.utf8)) else { continue }
            #expect(report.positionSeconds == nil)
            #expect(report.at == nil)
            #expect(report.sleepTimerSeconds == nil)
        }
        #expect(PlayerMessage(.events, [UInt8](repeating: 0x20, count: 200_000)) == nil)
        let deep = String(repeating: "[", count: 100_000)
        #expect(PlayerMessage(.events, Array(deep.utf8)) == nil)
    }

    @Test("Titles lose control characters and keep to a length")
    func titles() throws {
        let long = String(repeating: "ä", count: 5000)
        let report = try events(#"{"trackTitle":"a\u0000b\nc","chapterTitle":"\#(long)"}"#)
        #expect(report.trackTitle == "abc")
        #expect(report.chapterTitle?.count == 500)
    }

    @Test("Ten thousand mutated payloads of every topic cause no harm")
    func fuzz() throws {
        var generator = SeededGenerator(seed: 4)
        let seeds = [
            #"{"repeatAll":1,"streaming":"false","volume":"8","eventUtc":"1795453300","trackTitle":"x","position":60}"#,
            #"{"status":{"temp":"24:21","day":1,"userVolume":50,"utcTime":1795453215,"card":"OK","req_body":"{}"}}"#,
            #"{"state":"online","ts":1795453000123}"#,
        ].map { Array($0.utf8) }
        for round in 0..<10_000 {
            var payload = seeds[round % seeds.count]
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 0..<payload.count, using: &generator)
                payload[place] = UInt8.random(in: 0...255, using: &generator)
            }
            for kind in PlayerTopic.allCases { _ = PlayerMessage(kind, payload) }
        }
    }

    @Test("Topics are read and written, and nothing else is a topic of a player")
    func topics() throws {
        for kind in PlayerTopic.allCases {
            let read = try #require(PlayerTopic.parse(kind.topic(of: "y2abc")))
            #expect(read.deviceID == "y2abc")
            #expect(read.kind == kind)
        }
        for other in [
            "", "device", "device/x", "device//presence", "/device/x/presence", "device/x/presence/y", "a/x/status",
        ] {
            #expect(PlayerTopic.parse(other) == nil)
        }
        #expect(PlayerTopic.subscriptions(for: "y2").count <= 8)
        #expect(PlayerTopic.isUsable("y2aB3dE6gH9jK2mN5pQ8rT1v"))
        for id in ["", "a/b", "+", "#", "ä", String(repeating: "a", count: 65)] { #expect(!PlayerTopic.isUsable(id)) }
    }

    @Test("F-mq-11: commands have their topic, payload and name in responses")
    func commands() {
        let volume = YotoDeviceCommand(name: "volume/set", payload: ["volume": .integer(50)])
        #expect(volume.topic(for: "y2") == "device/y2/command/volume/set")
        #expect(String(decoding: volume.bytes, as: UTF8.self) == #"{"volume":50}"#)
        #expect(volume.resource == "volume")
        #expect(YotoDeviceCommand.requestEvents.bytes.isEmpty)
        #expect(YotoDeviceCommand.requestEvents.resource == "events")
        #expect(YotoDeviceCommand.requestStatus.resource == "status/request")
        #expect(YotoDeviceCommand(name: "sleep-timer/set").resource == "sleep-timer")
        #expect(YotoDeviceCommand(name: "reboot").resource == "reboot")
        #expect(
            String(decoding: volume.identified(as: "r").bytes, as: UTF8.self) == #"{"volume":50,"requestId":"r"}"#)
        #expect(YotoDeviceCommand(name: "card/stop").identified(as: "r").bytes.isEmpty)
    }

    private struct Unread: Error { var text: String }

    private func events(_ text: String) throws -> PlayerEventReport {
        guard case .events(let report)? = PlayerMessage(.events, Array(text.utf8)) else { throw Unread(text: text) }
        return report
    }

    private func status(_ text: String, _ kind: PlayerTopic = .status) throws -> PlayerStatusReport {
        guard case .status(let report)? = PlayerMessage(kind, Array(text.utf8)) else { throw Unread(text: text) }
        return report
    }
}
