import Core

/// One message of a player, normalised: what it was about and what it changed.
struct PlayerEvent: Sendable, Equatable {
    /// What it was about, the first of these that applies.
    enum Kind: String, Sendable, CaseIterable {
        /// It came online or went offline.
        case presence
        /// It says that it goes off.
        case shutdown
        /// Another card, or none.
        case card
        /// Another chapter or track.
        case track
        /// Playing, paused, stopped, waiting.
        case playback
        case volume
        case sleepTimer
        case battery
        case device
        /// The outcome of a command.
        case response
        /// Nothing that we know changed.
        case report
    }

    /// A value before and after; `nil` is not known.
    struct Change: Sendable, Equatable {
        var before: JSONValue?
        var after: JSONValue?
    }

    /// Rises with time, over all players; 0 until it is stored.
    var id: Int64 = 0
    var playerID: String
    var kind: Kind
    /// Where it came from: the end of the topic, or `shadow`.
    var source: String
    /// By the player's clock, if it said.
    var playerTime: Timestamp?
    /// By ours.
    var arrivedAt: Timestamp
    /// By the name of the field.
    var changes: [String: Change]
}

extension PlayerEvent {
    /// Compares the states before and after a message.
    init(_ message: PlayerMessage, from source: String, before: PlayerState, after: PlayerState, at arrival: Timestamp)
    {
        let (old, new) = (before.fields, after.fields)
        var changes: [String: Change] = [:]
        for name in Set(old.keys).union(new.keys) where old[name] != new[name] && !Self.clocks.contains(name) {
            changes[name] = Change(before: old[name], after: new[name])
        }
        if case .response(let response) = message {
            changes["response"] = Change(
                before: nil,
                after: .object(["resource": .string(response.resource), "ok": .bool(response.isOK)]))
        }
        self.init(
            playerID: after.id, kind: Self.kind(of: changes), source: source, playerTime: message.playerTime,
            arrivedAt: arrival, changes: changes)
    }

    /// When something was measured is no change of it.
    private static let clocks: Set<String> = ["positionAt", "sleepTimerAt", "uptimeSeconds"]

    private static func kind(of changes: [String: Change]) -> Kind {
        let order: [(Kind, Set<String>)] = [
            (.shutdown, ["shutdownReason"]), (.presence, ["online"]), (.card, ["cardId"]),
            (.track, ["chapterKey", "trackKey"]),
            (
                .playback,
                ["playbackStatus", "waiting", "positionSeconds", "repeatAll", "streaming", "trackLengthSeconds"]
            ),
            (.volume, ["volume", "volumeMax"]), (.sleepTimer, ["sleepTimerActive", "sleepTimerSeconds"]),
            (.battery, ["batteryPercent", "charging", "powerSource"]), (.response, ["response"]),
        ]
        let found = order.first { !$0.1.isDisjoint(with: changes.keys) }?.0
        return found ?? (changes.isEmpty ? .report : .device)
    }

    /// As the API and `/events` show it.
    var json: JSONObject {
        var changed = JSONObject()
        for (name, change) in changes.sorted(by: { $0.key < $1.key }) {
            changed[name] = .object(["before": change.before ?? .null, "after": change.after ?? .null])
        }
        return [
            "id": .integer(Int(id)), "player": .string(playerID), "kind": .string(kind.rawValue),
            "source": .string(source), "playerTime": playerTime.map { .string($0.description) } ?? .null,
            "at": .string(arrivedAt.description), "changes": .object(changed),
        ]
    }
}

extension PlayerMessage {
    /// By the player's clock.
    var playerTime: Timestamp? {
        switch self {
        case .events(let report): report.at
        case .status(let report): report.at
        case .presence(_, let moment): moment
        case .response: nil
        }
    }
}
