import Core
import HTTPClient
import NIOPosix

/// The services of a server, built from its configuration and its opened data folder.
struct EdgeParts: Sendable {
    let folder: DataFolder
    let threads: BlockingWork
    let accounts: Accounts
    let upkeep: AccountsUpkeep
    let yoto: YotoParts
    let players: PlayersParts
    let connector: DeviceConnector
    let cards: CardsService
    let health: HealthService
    let site: SiteInfoService
    let door: ConnectionDoor
    let metrics = EdgeMetrics()
    /// Open files of the site.
    let files = SiteDocumentCache()
    let serverUpkeep: ServerUpkeep

    init(_ application: EdgeApplication, folder: DataFolder) {
        let configuration = application.configuration
        self.folder = folder
        threads = BlockingWork(threads: NIOThreadPool.singleton)
        accounts = Accounts(
            Accounts.Ingredients(
                database: folder.database, hasher: PasswordHasher(cost: application.passwordCost),
                now: application.now),
            cookie: SessionCookie(
                publicURL: configuration.publicURL, allowsInsecure: configuration.allowsInsecureLAN))
        upkeep = AccountsUpkeep(accounts: accounts, logger: application.logger)
        let transport = HTTPTransport(logger: application.logger)
        yoto = YotoParts(
            configuration.yoto, publicURL: configuration.publicURL, folder: folder, transport: transport,
            application: application)
        players = PlayersParts(
            cloud: .live(
                api: YotoAPI(
                    transport: transport, endpoints: configuration.yoto.endpoints,
                    credentials: .init(keeper: yoto.keeper), now: application.now),
                keeper: yoto.keeper),
            store: SQLitePlayerStore(database: folder.database), rules: SQLiteRuleStore(database: folder.database),
            address: configuration.yoto.broker,
            logger: application.logger, now: application.now)
        connector = DeviceConnector(account: yoto.account, audit: accounts.audit)
        cards = CardsService(
            published: configuration.site + "/catalog.json", kept: configuration.privateCatalog + "/catalog.json",
            threads: threads)
        health = HealthService(
            configuration: configuration, cards: cards, threads: threads, warnings: yoto.account,
            probeDatabase: { try await folder.database.probe() })
        site = SiteInfoService(
            cards: cards, setup: accounts.setup, publicURL: configuration.publicURL, warnings: yoto.account)
        door = ConnectionDoor(
            limit: configuration.maximumConnections, limitPerAddress: configuration.maximumPerAddress,
            trust: configuration.trust)
        serverUpkeep = ServerUpkeep(
            metrics: metrics, door: door, loops: MultiThreadedEventLoopGroup.singleton, threads: threads)
    }
}

extension Accounts.Ingredients {
    /// With stores in the edge's own database.
    init(
        database: SQLiteDatabase, hasher: PasswordHasher, now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.init(
            users: SQLiteUserStore(database: database), sessions: SQLiteSessionStore(database: database),
            audit: SQLiteAuditStore(database: database), hasher: hasher, now: now)
    }
}

extension YotoAPI.Credentials {
    /// The account's own.
    init(keeper: TokenKeeper) {
        self.init(
            accessToken: { try await keeper.accessToken() },
            refreshAfterRejection: { try await keeper.accessToken(insteadOf: $0) })
    }
}
