import Core
import HTTPClient

/// The parts of the feature, put together.
struct YotoParts: Sendable {
    let settings: YotoAccountSettings
    let clients: YotoClientService
    let keeper: TokenKeeper
    let account: YotoAccountService
    let library: LibraryService

    init(
        _ configuration: YotoConfiguration, publicURL: PublicURL, folder: DataFolder, transport: HTTPTransport,
        application: EdgeApplication
    ) {
        let (now, logger) = (application.now, application.logger)
        let store = SQLiteYotoAccountStore(database: folder.database)
        let endpoints = configuration.endpoints
        let send: YotoAPI.Send = { [limits = application.yotoTimeouts] request throws(HTTPClientError) in
            var request = request
            request.timeouts = limits(request.timeouts)
            return try await transport.send(request)
        }
        let oauth = { @Sendable (client: YotoOAuthClient) in
            YotoOAuth(client: client, endpoints: endpoints, send: send, now: now)
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
        let credentials = YotoAPI.Credentials(
            accessToken: { [keeper] in try await keeper.accessToken() },
            refreshAfterRejection: { [keeper] in try await keeper.accessToken(insteadOf: $0) })
        library = LibraryService(
            api: YotoAPI(endpoints: endpoints, credentials: credentials, send: send, now: now),
            keeper: keeper, now: now)
    }
}
