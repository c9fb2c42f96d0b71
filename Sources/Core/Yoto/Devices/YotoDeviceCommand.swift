/// Something to tell a player, by MQTT (topic `device/<id>/command/<name>`, `yoto-platform.md` §3.7) or by REST (§2.5).
package struct YotoDeviceCommand: Equatable, Sendable {
    /// Such as `volume/set`.
    package var name: String
    /// The payload; empty for commands without one.
    package var payload: JSONObject

    package init(name: String, payload: JSONObject = JSONObject()) {
        self.name = name
        self.payload = payload
    }
}

extension YotoDeviceCommand {
    /// Sets the volume: 0…100 percent, which the player rounds to its 16 steps.
    package static func setVolume(percent: Int) -> YotoDeviceCommand {
        YotoDeviceCommand(name: "volume/set", payload: ["volume": .integer(min(max(percent, 0), 100))])
    }

    /// Sets the light, 0…255 each; Minis have none.
    package static func setAmbient(red: UInt8, green: UInt8, blue: UInt8) -> YotoDeviceCommand {
        YotoDeviceCommand(
            name: "ambients/set",
            payload: ["r": .integer(Int(red)), "g": .integer(Int(green)), "b": .integer(Int(blue))])
    }

    /// Sets the sleep timer; 0 seconds switch it off.
    package static func setSleepTimer(seconds: Int) -> YotoDeviceCommand {
        YotoDeviceCommand(name: "sleep-timer/set", payload: ["seconds": .integer(max(seconds, 0))])
    }

    /// Plays a card of the family, from a place in it. Keys are those of the card, literally.
    ///
    /// - Parameters:
    ///   - startSeconds: where in the track to begin.
    ///   - cutOffSeconds: where in the track to stop; 0 for its end.
    package static func startCard(
        _ cardID: String, chapterKey: String? = nil, trackKey: String? = nil, startSeconds: Int? = nil,
        cutOffSeconds: Int? = nil
    ) -> YotoDeviceCommand {
        var payload: JSONObject = ["uri": .string("https://yoto.io/\(cardID)")]
        payload[string: "chapterKey"] = chapterKey
        payload[string: "trackKey"] = trackKey
        payload[int: "secondsIn"] = startSeconds
        payload[int: "cutOff"] = cutOffSeconds
        return YotoDeviceCommand(name: "card/start", payload: payload)
    }

    /// Pauses.
    package static let pause = YotoDeviceCommand(name: "card/pause")
    /// Goes on.
    package static let resume = YotoDeviceCommand(name: "card/resume")
    /// Stops.
    package static let stop = YotoDeviceCommand(name: "card/stop")
    /// Starts the player anew.
    package static let reboot = YotoDeviceCommand(name: "reboot")
    /// Makes the player report its full status.
    ///
    /// - Parameter requestID: comes back with the answer.
    package static func reportStatus(requestID: String? = nil) -> YotoDeviceCommand {
        var payload = JSONObject()
        payload[string: "requestId"] = requestID
        return YotoDeviceCommand(name: "status", payload: payload)
    }

    /// Switches Bluetooth off.
    package static let bluetoothOff = YotoDeviceCommand(name: "bluetooth/off")

    /// Shows an icon on the display for some seconds.
    ///
    /// - Parameter uri: the icon's address.
    package static func previewIcon(uri: String, seconds: Int, isAnimated: Bool = false) -> YotoDeviceCommand {
        YotoDeviceCommand(
            name: "display/preview",
            payload: ["uri": .string(uri), "timeout": .integer(seconds), "animated": isAnimated ? 1 : 0])
    }
}
