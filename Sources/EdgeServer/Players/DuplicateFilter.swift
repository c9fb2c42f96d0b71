import Core

/// Finds messages that the broker delivered twice, as quality 1 may.
///
/// With a time of the player in it, a message that equals one of the last 32 of its topic within a minute is a
/// duplicate; without, only one that equals the message right before within a second.
struct DuplicateFilter: Sendable {
    private struct Seen {
        var digest: Int
        var at: Timestamp
    }

    private static let memory = 32
    private var recent: [String: [Seen]] = [:]

    init() {}

    /// Whether this was there before; remembers it if not.
    mutating func isDuplicate(topic: String, payload: [UInt8], hasTime: Bool, at arrival: Timestamp) -> Bool {
        let digest = payload.hashValue
        var seen = recent[topic] ?? []
        let window: Int64 = hasTime ? 60_000 : 1_000
        let candidates = hasTime ? seen[...] : seen.suffix(1)
        if candidates.contains(where: { $0.digest == digest && arrival.milliseconds - $0.at.milliseconds < window }) {
            return true
        }
        seen.append(Seen(digest: digest, at: arrival))
        if seen.count > Self.memory { seen.removeFirst() }
        recent[topic] = seen
        return false
    }
}
