import Core

/// Commands that wait for the player's response. A response repeats the payload, so commands with an object are told
/// apart by its `requestId`; those without a payload are answered in the order in which they were sent
/// (`yoto-platform.md` §3.7).
struct CommandLedger: Sendable {
    /// A command under way.
    struct Entry: Sendable, Equatable {
        var id: String
        var playerID: String
        var message: YotoDeviceCommand
    }

    private(set) var entries: [Entry] = []

    /// Notes a command that is about to be sent.
    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// Forgets a command.
    mutating func remove(id: String) { entries.removeAll { $0.id == id } }

    /// Takes out the command that a response answers.
    mutating func match(_ response: PlayerResponse, from playerID: String) -> Entry? {
        let requestID = response.requestID
        let index = entries.firstIndex { entry in
            guard entry.playerID == playerID, entry.message.resource == response.resource else { return false }
            let payload = entry.message.payload
            guard !payload.isEmpty else { return requestID == nil }
            if let wanted = payload[string: "requestId"], let requestID { return wanted == requestID }
            return false
        }
        return index.map { entries.remove(at: $0) }
    }
}
