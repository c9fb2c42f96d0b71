/// A message of a player, read.
package enum PlayerMessage: Sendable, Equatable {
    /// Playback, partial.
    case events(PlayerEventReport)
    /// The device; `nil` topics are the REST shadow.
    case status(PlayerStatusReport)
    /// Online or offline since a moment of the player's clock.
    case presence(isOnline: Bool, at: Timestamp?)
    /// The outcome of a command.
    case response(PlayerResponse)

    /// Reads a payload by its topic.
    ///
    /// - Returns: `nil` for what cannot be understood.
    package init?(_ kind: PlayerTopic, _ payload: [UInt8]) {
        guard let object = PlayerPayload.object(payload) else { return nil }
        switch kind {
        case .events:
            self = .events(PlayerEventReport(object))
        case .status, .fullStatus, .legacyStatus:
            guard let status = object["status"]?.object else { return nil }
            self = .status(PlayerStatusReport(status))
        case .response:
            guard let status = object["status"]?.object, let response = PlayerResponse(status) else { return nil }
            self = .response(response)
        case .presence:
            guard let isOnline = ["online": true, "offline": false][object[string: "state"] ?? ""] else { return nil }
            let moment = object.int("ts", in: 1...32_503_680_000_000).map { Timestamp(milliseconds: Int64($0)) }
            self = .presence(isOnline: isOnline, at: moment)
        }
    }
}
