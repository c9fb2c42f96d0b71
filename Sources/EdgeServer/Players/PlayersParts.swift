import Core
import Logging

/// The parts of the feature, put together.
struct PlayersParts: Sendable {
    let registry: PlayerRegistry
    let store: any PlayerStore
    let feed = LiveFeed()
    let line = PlayerLine()
    let desk = CommandDesk()
    let log: MessageLog
    let cloud: PlayerCloud
    let commands: PlayerCommandService
    let settings: PlayerSettingsService
    let rules: RuleService
    let listening: any ListeningStore
    let writer: PlayerEventWriter
    let connection: PlayerConnectionService

    init(
        cloud: PlayerCloud, store: any PlayerStore & ListeningStore, rules ruleStore: any RuleStore,
        address: BrokerAddress, logger: Logger,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now, timing: ConnectionTiming = ConnectionTiming()
    ) {
        self.cloud = cloud
        self.store = store
        listening = store
        registry = PlayerRegistry(now: now)
        log = MessageLog(now: now)
        var commands = PlayerCommandService(
            registry: registry, desk: desk, line: line, cloud: cloud, cards: TrackOrders(card: cloud.card, now: now),
            log: log)
        commands.now = now
        self.commands = commands
        settings = PlayerSettingsService(cloud: cloud)
        var writer = PlayerEventWriter(registry: registry, store: store, feed: feed, logger: logger)
        writer.now = now
        let rules = RuleService(
            store: ruleStore, registry: registry, commands: commands, logger: logger, now: now,
            interval: timing.ruleTick)
        writer.onEvents = { await rules.hear($0) }
        self.rules = rules
        self.writer = writer
        connection = PlayerConnectionService(
            address: address, registry: registry, desk: desk, line: line, cloud: cloud, feed: feed, log: log,
            logger: logger, timing: timing, now: now)
    }
}
