import Core

/// Why a command cannot be carried out; the text is for people.
struct CommandObstacle: Error, Equatable {
    /// A short sentence.
    var reason: String
}

extension PlayerCommand {
    /// The message that carries it out, given what is known of the player.
    ///
    /// - Parameters:
    ///   - tracks: those of the card that plays or shall play; `nil` when they are not known.
    /// - Throws: ``CommandObstacle``: nothing plays, no such chapter, the last track.
    func message(
        for player: PlayerState, tracks: TrackOrder?, now: Timestamp
    ) throws(CommandObstacle) -> YotoDeviceCommand {
        switch self {
        case .play(let start): return try Self.start(start, tracks: tracks)
        case .pause: return YotoDeviceCommand(name: "card/pause")
        case .resume: return YotoDeviceCommand(name: "card/resume")
        case .stop: return YotoDeviceCommand(name: "card/stop")
        case .next, .previous: return try Self.step(self == .next, player: player, tracks: tracks, now: now)
        case .seek(let seconds):
            let place = try Self.place(of: player)
            var target = max(0, seconds)
            if let length = player.playback.trackLengthSeconds, length > 0 { target = min(target, length) }
            return Self.start(player.playback.cardID, at: place, secondsIn: target)
        case .volume(let volume):
            return YotoDeviceCommand(
                name: "volume/set", payload: ["volume": .integer(volume.capped(at: player.volumeCap).percent)])
        case .sleepTimer(let seconds):
            return YotoDeviceCommand(name: "sleep-timer/set", payload: ["seconds": .integer(seconds)])
        case .ambientLight(let red, let green, let blue):
            return YotoDeviceCommand(
                name: "ambients/set", payload: ["r": .integer(red), "g": .integer(green), "b": .integer(blue)])
        case .displayIcon(let uri, let seconds, let isAnimated):
            return YotoDeviceCommand(
                name: "display/preview",
                payload: ["uri": .string(uri), "timeout": .integer(seconds), "animated": .integer(isAnimated ? 1 : 0)])
        case .reboot: return YotoDeviceCommand(name: "reboot")
        case .bluetooth(let action): return Self.message(for: action)
        }
    }

    private static func start(_ start: Start, tracks: TrackOrder?) throws(CommandObstacle) -> YotoDeviceCommand {
        if let tracks, let chapter = start.chapterKey, !tracks.contains(chapter: chapter, track: start.trackKey) {
            let track = start.trackKey.map { ", track “\($0)”" } ?? ""
            throw CommandObstacle(reason: "the card has no chapter “\(chapter)”\(track)")
        }
        var payload: JSONObject = ["uri": .string("https://yoto.io/\(start.cardID)")]
        payload["chapterKey"] = start.chapterKey.map(JSONValue.string)
        payload["trackKey"] = start.trackKey.map(JSONValue.string)
        if start.secondsIn > 0 { payload["secondsIn"] = .integer(start.secondsIn) }
        if start.cutOff > 0 { payload["cutOff"] = .integer(start.cutOff) }
        if start.anyButtonStops { payload["anyButtonStop"] = .bool(true) }
        return YotoDeviceCommand(name: "card/start", payload: payload)
    }

    private static func start(
        _ cardID: String?, at place: TrackOrder.Place, secondsIn: Int
    ) -> YotoDeviceCommand {
        YotoDeviceCommand(
            name: "card/start",
            payload: [
                "uri": .string("https://yoto.io/\(cardID ?? "")"), "chapterKey": .string(place.chapterKey),
                "trackKey": .string(place.trackKey), "secondsIn": .integer(secondsIn),
            ])
    }

    private static func place(of player: PlayerState) throws(CommandObstacle) -> TrackOrder.Place {
        guard player.playback.cardID != nil else { throw CommandObstacle(reason: "no card is active") }
        guard let chapter = player.playback.chapterKey, let track = player.playback.trackKey else {
            throw CommandObstacle(reason: "the player has not said which track it plays")
        }
        return TrackOrder.Place(chapterKey: chapter, trackKey: track)
    }

    private static func step(
        _ isForward: Bool, player: PlayerState, tracks: TrackOrder?, now: Timestamp
    ) throws(CommandObstacle) -> YotoDeviceCommand {
        let here = try place(of: player)
        if !isForward, let position = player.position(at: now), position > 3 {
            return start(player.playback.cardID, at: here, secondsIn: 0)
        }
        guard let tracks else { throw CommandObstacle(reason: "the card's tracks are not known") }
        let repeats = player.playback.repeatsAll ?? false
        let target =
            isForward ? tracks.next(after: here, repeats: repeats) : tracks.previous(before: here, repeats: repeats)
        guard let target else {
            throw CommandObstacle(
                reason: tracks.places.contains(here)
                    ? (isForward ? "this is the last track" : "this is the first track")
                    : "the track that plays is not on the card as we know it")
        }
        return start(player.playback.cardID, at: target, secondsIn: 0)
    }

    private static func message(for action: Bluetooth) -> YotoDeviceCommand {
        switch action {
        case .on: YotoDeviceCommand(name: "bluetooth/on", payload: ["action": .string("on"), "mode": .bool(true)])
        case .speaker: YotoDeviceCommand(name: "bluetooth/on", payload: ["mode": .string("bt_speaker")])
        case .off, .connect, .disconnect, .deleteBonds, .state: YotoDeviceCommand(name: "bluetooth/\(action.rawValue)")
        }
    }
}
