import Foundation

/// The OAuth server's state: who may ask, what was allowed, and which codes and tokens live (`yoto-platform.md` §1).
package actor AuthorizationServer {
    let settings: SettingsBox
    let clock: SimulatorClock
    let issuer: TokenIssuer
    var clients: [String: RegisteredClient]
    var consents = BoundedStore<(request: AuthorizeRequest, expires: Date)>(capacity: 1_000)
    var logins = BoundedStore<Login>(capacity: 10_000)
    var codes = BoundedStore<IssuedCode>(capacity: 10_000)
    var refreshTokens = BoundedStore<IssuedRefreshToken>(capacity: 10_000)
    var devices = BoundedStore<PendingDevice>(capacity: 1_000)
    var opaqueTokens = BoundedStore<(login: String, expires: Date)>(capacity: 1_000)
    /// Access tokens up to this number are refused, whatever their expiry says.
    var deadThrough = 0
    /// The last secrets that were given out or shown to us, for tests that look for them where they must not be.
    var seenSecrets = BoundedStore<Bool>(capacity: 20_000)
    /// What has happened so far.
    package internal(set) var counts = OAuthCounts()

    init(clients: [RegisteredClient], settings: SettingsBox, clock: SimulatorClock, issuer: TokenIssuer) {
        self.clients = Dictionary(clients.map { ($0.id, $0) }) { _, last in last }
        self.settings = settings
        self.clock = clock
        self.issuer = issuer
        for secret in clients.compactMap(\.secret) { seenSecrets[secret] = true }
    }

    /// Adds an application, or replaces that of the same id. Beyond 1,000 new ones are not taken.
    package func register(_ client: RegisteredClient) {
        guard clients[client.id] != nil || clients.count < 1_000 else { return }
        clients[client.id] = client
        if let secret = client.secret { seenSecrets[secret] = true }
    }

    /// Registered applications, by id.
    package var registeredClients: [RegisteredClient] { clients.values.sorted { $0.id < $1.id } }

    /// Every token, code, verifier and client secret that passed through here (of the last 20,000).
    package var secrets: Set<String> { Set(seenSecrets.entries.map(\.key)) }

    /// Makes every access token until now useless: the API answers 401 although they have not expired.
    package func endAccessTokens() {
        deadThrough = counts.accessTokens
    }

    /// Makes every refresh token until now useless.
    package func endLogins() {
        for (id, _) in logins.entries { logins[id]?.isOver = true }
    }

    /// What is longer than any secret of ours is not kept.
    func remember(_ secret: String) {
        if secret.utf8.count <= 4_096 { seenSecrets[secret] = true }
    }

    // MARK: - Consent

    /// Keeps a request until its user decides.
    func ticket(for request: AuthorizeRequest) -> String {
        let ticket = Secret.random(32)
        consents[ticket] = (request, clock.now.addingTimeInterval(Double(settings.current.codeSeconds)))
        return ticket
    }

    /// The request of a consent page, once; `nil` when there is none or its time is over.
    func takeConsent(_ ticket: String) -> AuthorizeRequest? {
        defer { consents[ticket] = nil }
        guard let consent = consents[ticket], consent.expires > clock.now else { return nil }
        return consent.request
    }

    /// Allows a request and gives the code for it.
    func allow(_ request: AuthorizeRequest) -> String {
        let login = newLogin(clientID: request.client.id, scopes: request.scopes, audience: request.audience)
        let code = Secret.random(43)
        codes[code] = IssuedCode(
            login: login, redirectURI: request.redirectURI, challenge: request.challenge,
            expires: clock.now.addingTimeInterval(Double(settings.current.codeSeconds)))
        counts.codes += 1
        remember(code)
        return code
    }

    func newLogin(clientID: String, scopes: Set<String>, audience: String?) -> String {
        let id = Secret.objectID()
        logins[id] = Login(
            id: id, clientID: clientID, scopes: scopes.subtracting(settings.current.withheldScopes),
            audience: audience)
        return id
    }

    // MARK: - Clients

    /// - Throws: ``OAuthError/invalidClient``.
    func authenticate(_ fields: FormFields, basic: (id: String, secret: String)?) throws -> RegisteredClient {
        guard let id = fields["client_id"] ?? basic?.id, let client = clients[id] else {
            throw OAuthError.invalidClient
        }
        let given = fields["client_secret"] ?? basic?.secret
        if let given { remember(given) }
        if let secret = client.secret {
            guard let given, Secret.equal(given, secret) else { throw OAuthError.invalidClient }
        }
        return client
    }
}
