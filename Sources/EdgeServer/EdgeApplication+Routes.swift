import Hummingbird

extension EdgeApplication {
    /// What stands before every route, outermost first, and the routes of all features.
    func router(_ parts: EdgeParts, headers: SiteHeaders) -> Router<EdgeRequestContext> {
        let router = Router(context: EdgeRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: APIFields(headers: headers))
        router.add(middleware: ProblemResponses(logger: logger))
        router.add(middleware: VisitorMiddleware(gate: gate))
        router.add(middleware: SameOrigin(publicURL: configuration.publicURL))
        router.add(
            middleware: SessionMiddleware(sessions: parts.accounts.sessions, cookie: parts.accounts.cookie))
        routes(parts).register(on: router)
        return router
    }

    private func yotoRoutes(_ yoto: YotoParts, audit: AuditLog, to table: RouteTable) {
        YotoAccountRoutes(account: yoto.account, audit: audit).add(to: table)
        YotoClientRoutes(clients: yoto.clients, account: yoto.account, settings: yoto.settings, audit: audit)
            .add(to: table)
        LegacyYotoRoutes(account: yoto.account, audit: audit).add(to: table)
        LibraryRoutes(library: yoto.library).add(to: table)
    }

    private func playerRoutes(_ players: PlayersParts, accounts: Accounts, to table: RouteTable) {
        PlayersRoutes(
            registry: players.registry, store: players.store, commands: players.commands, log: players.log,
            settings: players.settings
        ).add(to: table)
        LiveRoutes(
            feed: players.feed, registry: players.registry, store: players.store, sessions: accounts.sessions,
            cookie: accounts.cookie
        ).add(to: table)
        ListeningRoutes(store: players.listening).add(to: table)
        RuleRoutes(rules: players.rules).add(to: table)
    }

    /// Every route of the API with who may use it.
    func routes(_ parts: EdgeParts) -> RouteTable {
        let table = RouteTable()
        HealthRoutes(service: parts.health).add(to: table)
        SiteInfoRoutes(service: parts.site).add(to: table)
        CardsRoutes(service: parts.cards).add(to: table)
        AccountsRoutes(accounts: parts.accounts).add(to: table)
        yotoRoutes(parts.yoto, audit: parts.accounts.audit, to: table)
        playerRoutes(parts.players, accounts: parts.accounts, to: table)
        AdminRoutes(accounts: parts.accounts).add(to: table)
        DescriptionRoutes().add(to: table)
        MetricsRoutes(
            service: MetricsService(
                metrics: parts.metrics, door: parts.door, cache: parts.files, threads: parts.threads),
            token: metricsToken
        ).add(to: table)
        return table
    }
}
