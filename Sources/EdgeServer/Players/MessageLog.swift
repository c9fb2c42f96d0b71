import Core
import MQTT

/// The latest messages as they were on the wire, for the analyzer; in memory only, and without what is private.
actor MessageLog {
    /// A message in one direction.
    struct Entry: Sendable, Equatable {
        var number: Int
        var at: Timestamp
        var isOutgoing: Bool
        var topic: String
        var payload: String
    }

    private static let capacity = 1000
    private static let longest = 4096
    private static let hidden: Set<String> = ["ssid", "mac", "name"]

    private var entries: [Entry] = []
    private var next = 1
    private let now: @Sendable () -> Timestamp

    init(now: @escaping @Sendable () -> Timestamp = Timestamp.now) { self.now = now }

    /// Keeps a message.
    func note(_ message: MQTTMessage, outgoing: Bool) {
        entries.append(
            Entry(
                number: next, at: now(), isOutgoing: outgoing, topic: message.topic,
                payload: Self.shown(message.payload)))
        next += 1
        if entries.count > Self.capacity { entries.removeFirst(entries.count - Self.capacity) }
    }

    /// The latest ones, oldest first.
    ///
    /// - Parameters:
    ///   - playerID: `nil` for all players.
    ///   - after: only those with a larger number.
    func latest(of playerID: String?, after: Int = 0, limit: Int = 200) -> [Entry] {
        let prefix = playerID.map { "device/\($0)/" }
        let found = entries.filter { entry in
            entry.number > after && prefix.map { entry.topic.hasPrefix($0) } ?? true
        }
        return Array(found.suffix(limit))
    }

    /// The payload as text, private members taken out.
    private static func shown(_ payload: [UInt8]) -> String {
        guard let object = PlayerPayload.object(payload) else {
            return String(String(decoding: payload, as: UTF8.self).prefix(longest))
        }
        return String(String(decoding: JSONValue.object(cleaned(object)).data, as: UTF8.self).prefix(longest))
    }

    private static func cleaned(_ object: JSONObject) -> JSONObject {
        var clean = JSONObject()
        for (key, value) in object.members where !hidden.contains(key) {
            clean[key] = value.object.map { .object(cleaned($0)) } ?? value
        }
        return clean
    }
}

extension MessageLog.Entry {
    /// As the API shows it.
    var json: JSONObject {
        [
            "number": .integer(number), "at": .string(at.description),
            "direction": .string(isOutgoing ? "out" : "in"), "topic": .string(topic), "payload": .string(payload),
        ]
    }
}
