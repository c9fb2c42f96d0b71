/// A command on its way to a player, over MQTT or REST alike (`yoto-platform.md` §3.7, §2.5).
package struct PlayerCommandMessage: Sendable, Equatable {
    /// `card/start`, `volume/set`, …
    package var name: String
    /// The object that goes with it; `nil` sends nothing.
    package var payload: JSONObject?

    package init(_ name: String, _ payload: JSONObject? = nil) {
        self.name = name
        self.payload = payload
    }

    /// Where it is published.
    package func topic(for deviceID: String) -> String { "device/\(deviceID)/command/\(name)" }

    /// What is published.
    package var bytes: [UInt8] { payload.map { Array(JSONValue.object($0).data) } ?? [] }

    /// How the player's response names it: without the verb, but `status/request` in full.
    package var resource: String {
        name == "status/request" ? name : String(name.prefix { $0 != "/" })
    }

    /// The same with a `requestId` in its payload, so that the response, which repeats the payload, can be told from
    /// others. A command without a payload stays as it is.
    package func identified(as requestID: String) -> PlayerCommandMessage {
        guard var payload else { return self }
        payload["requestId"] = .string(requestID)
        return PlayerCommandMessage(name, payload)
    }

    /// Asks for all of `data/events` and arms five minutes of changes.
    package static let requestEvents = PlayerCommandMessage("events/request")
    /// Asks for `data/status`.
    package static let requestStatus = PlayerCommandMessage("status/request")

    /// Asks for `status/full`.
    package static func requestFullStatus(id: String) -> PlayerCommandMessage {
        PlayerCommandMessage("status", ["requestId": .string(id)])
    }
}
