import Core

/// The players as they are now: the only place that keeps their states.
///
/// Messages change states at once; the events that they make wait for ``PlayerEventWriter``, which gives them ids once
/// they are on disk and only then shows them.
actor PlayerRegistry {
    /// Events and states that wait for the disk.
    struct Batch: Sendable {
        var events: [PlayerEvent] = []
        var states: [PlayerState] = []
        var listening: [ListeningChange] = []
    }

    /// How many events may wait for the disk. Of more the oldest are dropped and counted: states stay right.
    static let queueLimit = 20_000
    private static let batchLimit = 500

    private var players: [String: PlayerState] = [:]
    private var order: [String] = []
    private var filter = DuplicateFilter()
    private var queue: [PlayerEvent] = []
    private var changed: Set<String> = []
    private var heard: [ListeningChange] = []
    /// Until when sound was counted, for players that play.
    private var marks: [String: Timestamp] = [:]
    private var lastEventID: Int64 = 0
    private var connection = ConnectionStatus()
    private(set) var droppedEvents = 0
    private(set) var duplicates = 0
    private let now: @Sendable () -> Timestamp
    private let wake: AsyncStream<Void>.Continuation
    /// Yields when there is a batch.
    nonisolated let wakes: AsyncStream<Void>

    init(now: @escaping @Sendable () -> Timestamp = Timestamp.now) {
        self.now = now
        (wakes, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    // MARK: - What arrives

    /// Takes up what was known before a restart.
    func restore(_ states: [PlayerState], lastEventID: Int64) {
        for state in states where players[state.id] == nil {
            players[state.id] = state.old
            order.append(state.id)
        }
        self.lastEventID = lastEventID
    }

    /// Takes the account's list: players that are new appear, those that are gone disappear.
    ///
    /// - Returns: the usable ids, in the list's order.
    func setDevices(_ devices: [YotoDevice]) -> [String] {
        let usable = devices.filter { PlayerTopic.isUsable($0.id) }
        let ids = usable.map(\.id)
        for device in usable {
            let identity = PlayerState.Identity(
                name: device.name ?? "", model: device.deviceType ?? "", description: device.description ?? "")
            let before = players[device.id] ?? PlayerState(id: device.id)
            let after = before.applying(identity, isOnline: device.isOnline)
            if after != players[device.id] { keep(after) }
        }
        for gone in Set(order).subtracting(ids) { players[gone] = nil }
        order = ids
        return ids
    }

    /// Takes a REST shadow.
    func setShadow(_ report: PlayerStatusReport, updatedAt: Timestamp?, of id: String) {
        guard let before = players[id] else { return }
        let after = before.applying(shadow: report, updatedAt: updatedAt)
        guard after != before else { return }
        keep(after)
        enqueue(PlayerEvent(.status(report), from: "shadow", before: before, after: after, at: now()))
    }

    /// Takes a message of the broker.
    ///
    /// - Returns: who sent it and what it says; `nil` for duplicates, strangers and what cannot be read.
    func receive(
        topic: String, payload: [UInt8], isRetained: Bool
    ) -> (playerID: String, message: PlayerMessage)? {
        guard let (id, kind) = PlayerTopic.parse(topic), let before = players[id],
            let message = PlayerMessage(kind, payload)
        else { return nil }
        let arrival = now()
        if filter.isDuplicate(topic: topic, payload: payload, hasTime: message.playerTime != nil, at: arrival) {
            duplicates += 1
            return nil
        }
        let after = before.applying(message, at: arrival)
        let event = PlayerEvent(message, from: kind.rawValue, before: before, after: after, at: arrival)
        keep(after)
        listen(before, after, at: arrival)
        // A retained presence comes with every subscription; only a change is news.
        if !isRetained || !event.changes.isEmpty { enqueue(event) }
        return (id, message)
    }

    /// Takes how the connection to the broker is.
    func setConnection(_ status: ConnectionStatus) { connection = status }

    // MARK: - What is known

    /// A player; `nil` when the account has none of this id.
    func player(_ id: String) -> PlayerState? { players[id] }

    /// All players in the account's order.
    var all: [PlayerState] { order.compactMap { players[$0] } }

    /// How the connection to the broker is.
    var connectionStatus: ConnectionStatus { connection }

    /// All of it for a browser that starts to listen, and the id of the last event that is in it.
    func snapshot() -> (message: LiveMessage, lastEventID: Int64) {
        (LiveMessage(.snapshot, id: lastEventID, overview()), lastEventID)
    }

    /// `{players: […], connection: {…}}`
    func overview() -> JSONObject {
        let moment = now()
        return [
            "players": .array(all.map { .object($0.json(at: moment)) }),
            "connection": .object(connection.json), "at": .string(moment.description),
        ]
    }

    // MARK: - For the writer

    /// What is to be written next; `nil` when there is nothing.
    func takeBatch() -> Batch? {
        guard !queue.isEmpty || !changed.isEmpty || !heard.isEmpty else { return nil }
        let batch = Batch(
            events: Array(queue.prefix(Self.batchLimit)), states: changed.compactMap { players[$0] }, listening: heard)
        queue.removeFirst(batch.events.count)
        changed = []
        heard = []
        return batch
    }

    /// A batch is on disk.
    func committed(upTo id: Int64) { lastEventID = max(lastEventID, id) }

    /// A batch could not be written and is tried again.
    func putBack(_ batch: Batch) {
        queue.insert(contentsOf: batch.events, at: 0)
        changed.formUnion(batch.states.map(\.id))
        heard.insert(contentsOf: batch.listening.suffix(1000), at: 0)
        trim()
    }

    private func listen(_ before: PlayerState, _ after: PlayerState, at moment: Timestamp) {
        if let change = ListeningChange(before: before, after: after, since: marks[after.id], at: moment) {
            heard.append(change)
        }
        if let start = ListeningChange(startBefore: before, after: after, at: moment) { heard.append(start) }
        let isHeard = after.playback.isPlaying && after.playback.isWaiting != true && after.isOnline == true
        // Whole seconds are counted: the rest of one stays for the next time.
        guard isHeard else { return marks[after.id] = nil }
        let mark = marks[after.id] ?? moment
        marks[after.id] = mark.advanced(by: .seconds(Int(moment.since(mark).components.seconds)))
    }

    private func keep(_ state: PlayerState) {
        if players.updateValue(state, forKey: state.id) == nil, !order.contains(state.id) { order.append(state.id) }
        changed.insert(state.id)
        wake.yield()
    }

    private func enqueue(_ event: PlayerEvent) {
        queue.append(event)
        trim()
        wake.yield()
    }

    private func trim() {
        let surplus = queue.count - Self.queueLimit
        guard surplus > 0 else { return }
        queue.removeFirst(surplus)
        droppedEvents += surplus
    }
}
