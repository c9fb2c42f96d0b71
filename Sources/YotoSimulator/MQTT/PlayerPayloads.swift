import Foundation

/// What a player says, as `yoto-platform.md` §3.4–3.6 has it.
struct PlayerPayloads: Sendable {
    let config: WireJSON
    let now: Date

    /// All fields of `data/events`.
    func events(_ playback: PlaybackState) -> [String: WireJSON] {
        var fields: [String: WireJSON] = [
            "playbackStatus": .string(playback.status.rawValue), "cardId": .string(playback.cardID),
            "position": .int(playback.positionSeconds), "volume": .int(playback.volume),
            "volumeMax": .int(playback.volumeLimit), "repeatAll": .bool(config["repeatAll"]?.flag ?? false),
            "streaming": .bool(playback.track?.streamURL != nil), "playbackWait": false,
            "sleepTimerActive": .bool(playback.sleepTimerSeconds > 0),
            "sleepTimerSeconds": .int(playback.sleepTimerSeconds), "source": .string(playback.source),
            "eventUtc": .int(Int(now.timeIntervalSince1970)),
        ]
        if let track = playback.track {
            fields["trackLength"] = .int(track.seconds)
            fields["chapterTitle"] = .string(track.chapterTitle)
            fields["trackTitle"] = .string(track.trackTitle)
        }
        // They stay stale after a stop, as real players have it.
        fields["chapterKey"] = playback.chapterKey.map(WireJSON.string)
        fields["trackKey"] = playback.trackKey.map(WireJSON.string)
        return fields
    }

    /// Only what changed, with the time; `nil` when nothing did.
    func delta(from before: PlaybackState, to after: PlaybackState) -> [String: WireJSON]? {
        let (old, new) = (events(before), events(after))
        var changed = new.filter { old[$0.key] != $0.value }
        guard !changed.isEmpty else { return nil }
        changed["eventUtc"] = new["eventUtc"]
        if changed["playbackStatus"] != nil || changed["trackKey"] != nil { changed["position"] = new["position"] }
        return changed
    }

    /// `data/status` (version 1), or `status/full` and the legacy topic (version 3).
    func status(_ playback: PlaybackState, product: String, version: Int, shutdown: String = "nA") -> WireJSON {
        var fields: [String: WireJSON] = [
            "statusVersion": .int(version), "fwVersion": "v2.23.2", "productType": .string(product),
            "batteryLevel": 87, "als": 112, "freeDisk": 25_160_368, "charging": 1,
            "activeCard": .string(playback.cardID), "cardInserted": .int(playback.cardID == "none" ? 0 : 2),
            "playingStatus": .int(playback.status == .playing ? 1 : playback.status == .paused ? 2 : 0),
            "headphones": 0, "bluetoothHp": 0, "dnowBrightness": 64, "dayBright": 255, "nightBright": 20,
            "volume": .int(playback.volumePercent), "userVolume": .int(playback.volumePercent), "timeFormat": "24",
            "day": 1, "nightlightMode": "0x194a55", "temp": "24:21", "shutdownTimeout": 3600, "dbatTimeout": 60,
        ]
        if version == 3 {
            let more: [String: WireJSON] = [
                "shutDown": .string(shutdown), "totalDisk": 31_385_600, "wifiStrength": -54, "ssid": "ExampleNet",
                "upTime": 15_992, "utcTime": .int(Int(now.timeIntervalSince1970)), "utcOffset": 0, "powerSrc": 2,
                "bgDownload": 0, "bytesPS": 0, "battery": 3990,
            ]
            fields.merge(more) { _, new in new }
        }
        return ["status": .object(fields)]
    }

    /// The outcome of a command (§3.7).
    static func response(to name: String, body: String, isDone: Bool) -> WireJSON {
        let resource = name == "status/request" ? name : String(name.prefix { $0 != "/" })
        return ["status": [resource: isDone ? "OK" : "FAIL", "req_body": .string(body)]]
    }
}
