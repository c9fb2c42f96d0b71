/// What a player publishes, by the end of the topic (`yoto-platform.md` §3.2). Topics have no leading slash.
package enum PlayerTopic: String, Sendable, CaseIterable {
    /// Playback, partial.
    case events = "data/events"
    /// The device, statusVersion 1.
    case status = "data/status"
    /// Outcomes of commands.
    case response
    /// The device, statusVersion 3.
    case fullStatus = "status/full"
    /// Online or offline, retained; the latter is also the player's Last Will.
    case presence
    /// The device at boot, at shutdown and in part every five minutes.
    case legacyStatus = "status"

    /// The topic of one player.
    package func topic(of deviceID: String) -> String { "device/\(deviceID)/\(rawValue)" }

    /// The player and the kind of a topic; `nil` for any other topic.
    package static func parse(_ topic: String) -> (deviceID: String, kind: PlayerTopic)? {
        let parts = topic.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "device", !parts[1].isEmpty,
            let kind = PlayerTopic(rawValue: String(parts[2]))
        else { return nil }
        return (String(parts[1]), kind)
    }

    /// What to subscribe to for a player, no wildcards: the broker ends connections that use them. Six, within the
    /// eight that one SUBSCRIBE may hold.
    package static func subscriptions(for deviceID: String) -> [String] { allCases.map { $0.topic(of: deviceID) } }

    /// Whether a device id can stand in a topic: letters, digits, `-` and `_`, at most 64.
    package static func isUsable(_ deviceID: String) -> Bool {
        (1...64).contains(deviceID.utf8.count)
            && deviceID.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            }
    }
}
