import Hummingbird
import Logging

/// The parts of one simulator and how they hang together.
struct SimulatorParts: Sendable {
    let configuration: SimulatorConfiguration
    let settings: SettingsBox
    let journal = RequestJournal()
    let origin = Origin()
    let issuer: TokenIssuer
    let authorization: AuthorizationServer
    let faults = FaultPlan()
    let family: FamilyAccount
    let media: MediaStore
    let network: SimulatedNetwork?

    init(_ configuration: SimulatorConfiguration) async throws {
        self.configuration = configuration
        settings = SettingsBox(configuration.settings)
        issuer = try await TokenIssuer()
        authorization = AuthorizationServer(
            clients: configuration.clients, settings: settings, clock: configuration.clock, issuer: issuer)
        family = FamilyAccount(clock: configuration.clock, settings: settings)
        media = MediaStore(clock: configuration.clock, settings: settings)
        network =
            configuration.hasMQTT
            ? try await SimulatedNetwork(authorization: authorization, family: family, clock: configuration.clock) : nil
    }

    func router(logger: Logger) -> Router<SimulatorContext> {
        let router = Router(context: SimulatorContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: JournalMiddleware(journal: journal, clock: configuration.clock, logger: logger))
        router.add(middleware: FaultMiddleware(plan: faults))
        router.add(middleware: ErrorAnswers())
        AuthorizeRoutes(server: authorization, settings: settings).add(to: router)
        DeviceRoutes(server: authorization, settings: settings, origin: origin).add(to: router)
        TokenRoutes(server: authorization, issuer: issuer, origin: origin).add(to: router)
        addCloud(to: router)
        ControlRoutes(parts: self).add(to: router)
        return router
    }

    private func addCloud(to router: Router<SimulatorContext>) {
        let requiring = ScopeGuard(authorization: authorization)
        let clock = configuration.clock
        PlayerRoutes(family: family, requiring: requiring).add(to: router)
        ContentRoutes(family: family, requiring: requiring, origin: origin, clock: clock).add(to: router)
        LibraryRoutes(family: family, requiring: requiring, origin: origin, clock: clock).add(to: router)
        UploadRoutes(media: media, requiring: requiring, origin: origin).add(to: router)
        PictureRoutes(media: media, requiring: requiring, origin: origin, clock: clock).add(to: router)
        ContentDeliveryRoutes(media: media, clock: clock).add(to: router)
    }

    /// Tells the parts where they are, before the first request.
    func start(host: String, port: Int) async -> RunningSimulator {
        origin.base = Self.baseURL(host: host, port: port)
        if configuration.hasExampleFamily { await family.moveIn(origin: origin.base) }
        await media.moveIn(origin: origin.base, withFamily: configuration.hasExampleFamily)
        return RunningSimulator(
            baseURL: origin.base, port: port, clock: configuration.clock, settings: settings, requests: journal,
            faults: faults, authorization: authorization, family: family, network: network,
            clientID: configuration.clients.first?.id ?? "",
            environment: Self.environment(configuration, base: origin.base, broker: network?.address))
    }

    /// What an edge needs to use this simulator.
    static func environment(
        _ configuration: SimulatorConfiguration, base: String, broker: String? = nil
    ) -> [String: String] {
        let client = configuration.clients.first
        var environment = ["YOTO_CLIENT_ID": client?.id ?? "", "YOTO_LOGIN_URL": base, "YOTO_API_URL": base]
        environment["YOTO_CLIENT_SECRET"] = client?.secret
        environment["YOTO_MQTT_URL"] = broker
        return environment
    }

    /// The same as words for a shell: `YOTO_CLIENT_ID=… YOTO_LOGIN_URL=… YOTO_API_URL=…`.
    static func environmentLine(
        _ configuration: SimulatorConfiguration, port: Int, broker: String? = nil
    ) -> String {
        let base = baseURL(host: configuration.host, port: port)
        let environment = environment(configuration, base: base, broker: broker)
        return ["YOTO_CLIENT_ID", "YOTO_CLIENT_SECRET", "YOTO_LOGIN_URL", "YOTO_API_URL", "YOTO_MQTT_URL"]
            .compactMap { name in environment[name].map { "\(name)=\(quoted($0))" } }.joined(separator: " ")
    }

    private static func quoted(_ value: String) -> String {
        let isPlain = value.wholeMatch(of: /[A-Za-z0-9_.:\/\[\]-]*/) != nil && !value.contains("[")
        return isPlain ? value : "'\(value.replacing("'", with: "'\\''"))'"
    }

    private static func baseURL(host: String, port: Int) -> String {
        "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
    }
}
