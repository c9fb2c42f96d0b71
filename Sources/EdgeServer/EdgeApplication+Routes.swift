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

    /// Every route of the API with who may use it.
    func routes(_ parts: EdgeParts) -> RouteTable {
        let table = RouteTable()
        HealthRoutes(service: parts.health).add(to: table)
        SiteInfoRoutes(service: parts.site).add(to: table)
        CardsRoutes(service: parts.cards).add(to: table)
        AccountsRoutes(accounts: parts.accounts).add(to: table)
        MetricsRoutes(
            service: MetricsService(
                metrics: parts.metrics, door: parts.door, cache: parts.files, threads: parts.threads),
            token: metricsToken
        ).add(to: table)
        return table
    }
}
