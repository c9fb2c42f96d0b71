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

    init(_ configuration: SimulatorConfiguration) async throws {
        self.configuration = configuration
        settings = SettingsBox(configuration.settings)
        issuer = try await TokenIssuer()
        authorization = AuthorizationServer(
            clients: configuration.clients, settings: settings, clock: configuration.clock, issuer: issuer)
    }

    func router(logger: Logger) -> Router<SimulatorContext> {
        let router = Router(context: SimulatorContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: JournalMiddleware(journal: journal, clock: configuration.clock, logger: logger))
        router.add(middleware: ErrorAnswers())
        AuthorizeRoutes(server: authorization, settings: settings).add(to: router)
        DeviceRoutes(server: authorization, settings: settings, origin: origin).add(to: router)
        TokenRoutes(server: authorization, issuer: issuer, origin: origin).add(to: router)
        return router
    }

    /// Tells the parts where they are, before the first request.
    func start(host: String, port: Int) async -> RunningSimulator {
        let base = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        origin.base = base
        let client = configuration.clients.first
        var environment = ["YOTO_CLIENT_ID": client?.id ?? "", "YOTO_LOGIN_URL": base, "YOTO_API_URL": base]
        environment["YOTO_CLIENT_SECRET"] = client?.secret
        return RunningSimulator(
            baseURL: base, port: port, clock: configuration.clock, settings: settings, requests: journal,
            authorization: authorization, clientID: client?.id ?? "", environment: environment)
    }
}
