import Core
import Logging
import ServiceLifecycle

/// Writes events and states to disk, then shows them to browsers: an event that was seen is never lost. Also the feed's
/// heartbeat and the removal of old events.
struct PlayerEventWriter: Service {
    let registry: PlayerRegistry
    let store: any PlayerStore
    let feed: LiveFeed
    let logger: Logger
    var retention = Retention()
    var now: @Sendable () -> Timestamp = Timestamp.now
    /// Told of every event after it was written.
    var onEvents: @Sendable ([PlayerEvent]) async -> Void = { _ in }

    /// How long events are kept.
    struct Retention: Sendable {
        /// Days.
        var days = 30
        /// Events.
        var count = 1_000_000
    }

    /// Seconds between proofs of life (`design.md` §11.16).
    static let heartbeat: Duration = .seconds(15)

    /// Reads what was known before; to be called before the first request.
    func restore() async throws {
        await registry.restore(try await store.states(), lastEventID: try await store.latestEventID())
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { try await beat() }
                group.addTask { try await sweep() }
                for await _ in registry.wakes { await drain() }
                group.cancelAll()
            }
        }
        // What came in until now is kept, then browsers are let go.
        await drain()
        feed.close()
    }

    private func drain() async {
        while let batch = await registry.takeBatch() {
            do {
                let ids = try await store.append(batch)
                await show(batch, ids: ids)
            } catch {
                logger.error("events of players could not be stored", metadata: ["error": "\(error)"])
                await registry.putBack(batch)
                // States are shown all the same; events wait for the disk.
                for state in batch.states { publish(state, event: nil) }
                guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
            }
        }
    }

    private func show(_ batch: PlayerRegistry.Batch, ids: [Int64]) async {
        if let last = ids.last { await registry.committed(upTo: last) }
        var events = batch.events
        for (index, id) in zip(events.indices, ids) { events[index].id = id }
        var untold = Dictionary(batch.states.map { ($0.id, $0) }) { first, _ in first }
        for (index, event) in events.enumerated() {
            let isLast = !events[(index + 1)...].contains { $0.playerID == event.playerID }
            publish(isLast ? untold.removeValue(forKey: event.playerID) : nil, event: event)
        }
        for state in untold.values { publish(state, event: nil) }
        await onEvents(events)
    }

    private func publish(_ state: PlayerState?, event: PlayerEvent?) {
        guard let id = event?.playerID ?? state?.id else { return }
        var data: JSONObject = ["player": .string(id)]
        data["event"] = event.map { .object($0.json) }
        data["state"] = state.map { .object($0.json(at: now())) }
        feed.publish(LiveMessage(.player, id: event?.id, data))
    }

    private func beat() async throws {
        while true {
            try await Task.sleep(for: Self.heartbeat)
            feed.beat()
        }
    }

    private func sweep() async throws {
        while true {
            let moment = now().advanced(by: .seconds(-86_400 * retention.days))
            _ = try? await store.prune(before: moment, keeping: retention.count)
            try await Task.sleep(for: .seconds(3600))
        }
    }
}
