import Core
import Logging
import ServiceLifecycle

/// Runs the household's rules: keeps them, tells the engine of events and of time, and sends what it orders.
actor RuleService: Service {
    private let store: any RuleStore
    private let registry: PlayerRegistry
    private let commands: PlayerCommandService
    private let ids: IdentifierGenerator
    private let logger: Logger
    private let now: @Sendable () -> Timestamp
    private let interval: Duration
    private var engine: RuleEngine
    private var orders: [RuleEngine.Order] = []
    /// How many rules a household may have.
    static let limit = 200

    init(
        store: any RuleStore, registry: PlayerRegistry, commands: PlayerCommandService, logger: Logger,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now, household: HouseholdDay = HouseholdDay(),
        interval: Duration = .seconds(5)
    ) {
        self.store = store
        self.registry = registry
        self.commands = commands
        self.logger = logger
        self.now = now
        self.interval = interval
        ids = IdentifierGenerator(now: now)
        engine = RuleEngine(household: household)
    }

    /// All rules, and an example that is off when there is none.
    func all() async throws -> [Rule] { try await store.rules() }

    /// Adds a rule, or replaces one.
    ///
    /// - Throws: `Problem` 422 for a rule that makes no sense, 409 when there are too many.
    func save(_ rule: Rule) async throws -> Rule {
        var rule = rule
        if rule.id.isEmpty { rule.id = ids.next() }
        if let mistake = rule.mistake { throw Problem(.unprocessable, mistake) }
        let present = try await store.rules()
        guard present.count < Self.limit || present.contains(where: { $0.id == rule.id }) else {
            throw Problem(.conflict, "There are \(Self.limit) rules already.")
        }
        try await store.save(rule)
        engine.rules = try await store.rules()
        return rule
    }

    /// - Throws: `Problem` 404.
    func delete(_ id: String) async throws {
        guard try await store.deleteRule(id) else { throw Problem(.notFound, "There is no rule of this id.") }
        engine.rules = try await store.rules()
    }

    /// Is told of every stored event.
    func hear(_ events: [PlayerEvent]) async {
        for event in events {
            guard let player = await registry.player(event.playerID) else { continue }
            orders += engine.hear(event, player: player)
        }
    }

    func run() async throws {
        engine.rules = try await store.rules()
        try? await cancelWhenGracefulShutdown {
            while true {
                await self.tick()
                try await Task.sleep(for: self.interval)
            }
        }
    }

    private func tick() async {
        orders += engine.tick(await registry.all, at: now())
        let due = orders
        orders = []
        await withTaskGroup(of: Void.self) { group in
            for order in due { group.addTask { await self.carryOut(order) } }
        }
    }

    private nonisolated func carryOut(_ order: RuleEngine.Order) async {
        let outcome = try? await commands.send(order.command, to: order.playerID)
        logger.info(
            "rule carried out",
            metadata: [
                "rule": "\(order.ruleID)", "command": "\(order.command.name)",
                "outcome": "\(outcome?.outcome.rawValue ?? "none")",
            ])
    }
}
