import Core
import HTTPClient

/// The parts of the feature, put together.
struct YotoParts: Sendable {
    let settings: YotoAccountSettings
    let clients: YotoClientService
    let keeper: TokenKeeper
    let account: YotoAccountService
    let connector: DeviceConnector
    let library: LibraryService

    init(
        _ configuration: YotoConfiguration, publicURL: PublicURL, folder: DataFolder, transport: HTTPTransport,
        application: EdgeApplication
    ) {
        let (now, logger) = (application.now, application.logger)
        let store = SQLiteYotoAccountStore(database: folder.database)
        let endpoints = configuration.endpoints
        let oauth = { @Sendable (client: YotoOAuthClient) in
            YotoOAuth(client: client, endpoints: endpoints, transport: transport, now: now)
        }
        settings = YotoAccountSettings(
            callbackURL: publicURL.origin + "/oauth/callback", pasteURL: configuration.pasteURL,
            loginLifetime: configuration.loginLifetime)
        clients = YotoClientService(fixed: configuration.client, store: store, box: folder.secrets)
        var renewal = LoginRenewal.live(clients: clients, oauth: oauth, now: now)
        renewal.schedule.interval = configuration.renewalInterval
        keeper = TokenKeeper(
            vault: SealedTokenVault(store: store, box: folder.secrets), renewal: renewal, logger: logger, now: now)
        account = YotoAccountService(
            oauth: oauth, clients: clients, keeper: keeper, settings: settings, ids: IdentifierGenerator(now: now),
            logger: logger, now: now)
        connector = DeviceConnector(account: account)
        let credentials = YotoAPI.Credentials(
            accessToken: { [keeper] in try await keeper.accessToken() },
            refreshAfterRejection: { [keeper] in try await keeper.accessToken(insteadOf: $0) })
        library = LibraryService(
            api: YotoAPI(transport: transport, endpoints: endpoints, credentials: credentials, now: now),
            keeper: keeper, now: now)
    }
}
