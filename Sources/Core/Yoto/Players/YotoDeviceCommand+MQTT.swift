/// A command on its way over MQTT (`yoto-platform.md` §3.7).
extension YotoDeviceCommand {
    /// Where it is published.
    package func topic(for deviceID: String) -> String { "device/\(deviceID)/command/\(name)" }

    /// What is published; nothing when there is no payload.
    package var bytes: [UInt8] { payload.isEmpty ? [] : Array(JSONValue.object(payload).data) }

    /// How the player's response names it: without the verb, but `status/request` in full.
    package var resource: String {
        name == "status/request" ? name : String(name.prefix { $0 != "/" })
    }

    /// The same with a `requestId` in its payload, so that the response, which repeats the payload, can be told from
    /// others. A command without a payload stays as it is.
    package func identified(as requestID: String) -> YotoDeviceCommand {
        guard !payload.isEmpty else { return self }
        var identified = self
        identified.payload["requestId"] = .string(requestID)
        return identified
    }

    /// Asks for all of `data/events` and arms five minutes of changes.
    package static let requestEvents = YotoDeviceCommand(name: "events/request")
    /// Asks for `data/status`.
    package static let requestStatus = YotoDeviceCommand(name: "status/request")
}
