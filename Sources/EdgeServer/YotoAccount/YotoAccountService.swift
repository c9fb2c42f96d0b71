import Core
import Foundation
import Logging

/// The family's account at Yoto: connecting it, how it stands, disconnecting it. Tokens themselves are the business of
/// ``TokenKeeper``.
actor YotoAccountService {
    private let oauth: @Sendable (YotoOAuthClient) -> YotoOAuth
    private let clients: YotoClientService
    private let keeper: TokenKeeper
    private let settings: YotoAccountSettings
    private let ids: IdentifierGenerator
    nonisolated let now: @Sendable () -> Timestamp
    private let logger: Logger
    private var pending: PendingConnection?
    private var lastError: YotoStatus.LastError?
    private let devices: AsyncStream<PendingConnection>.Continuation
    /// Connections by device code that are to be asked about; ``DeviceConnector`` does.
    nonisolated let deviceConnections: AsyncStream<PendingConnection>

    init(
        oauth: @escaping @Sendable (YotoOAuthClient) -> YotoOAuth, clients: YotoClientService, keeper: TokenKeeper,
        settings: YotoAccountSettings, ids: IdentifierGenerator, logger: Logger,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.oauth = oauth
        self.clients = clients
        self.keeper = keeper
        self.settings = settings
        self.ids = ids
        self.logger = logger
        self.now = now
        (deviceConnections, devices) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    // MARK: - Connecting

    /// Begins a connection by redirect; one that was begun before is dropped.
    ///
    /// - Returns: Yoto's page to send the browser to, and where that page will send it.
    /// - Throws: ``Problem`` without a client id.
    func beginRedirect(
        _ method: ConnectMethod, by actor: String
    ) async throws -> (authorizeURL: String, redirectURL: String) {
        let client = try await clients.current()
        let redirectURL = method == .paste ? settings.pasteURL : settings.callbackURL
        let state = Self.unguessable()
        let proof = ProofKey()
        pending = PendingConnection(
            id: ids.next(), client: client, expiresAt: now().advanced(by: settings.connectTime),
            actor: actor, step: .redirect(method: method, state: state, proof: proof, redirectURL: redirectURL))
        lastError = nil
        let url = oauth(client).authorizeURL(
            redirectURL: redirectURL, state: state, key: proof, scopes: settings.scopes)
        return (url, redirectURL)
    }

    /// Begins a connection by device code; one that was begun before is dropped.
    func beginDevice(by actor: String) async throws -> YotoDeviceAuthorization {
        let client = try await clients.current()
        let authorization: YotoDeviceAuthorization
        do {
            authorization = try await oauth(client).startDevice(scopes: settings.scopes)
        } catch {
            throw note(error).problem
        }
        let begun = PendingConnection(
            id: ids.next(), client: client, expiresAt: authorization.expiresAt, actor: actor,
            step: .device(authorization))
        pending = begun
        lastError = nil
        devices.yield(begun)
        return authorization
    }

    /// Ends a connection by redirect with what the browser brought back, at our address or pasted.
    ///
    /// The `state` is all that ties it to the administrator who began it: it is known to that browser and to Yoto
    /// alone, works once, and ends after ten minutes.
    ///
    /// - Throws: ``ConnectFailure``.
    func finishRedirect(_ callback: YotoOAuthCallback) async throws(ConnectFailure) {
        guard let pending, case .redirect(_, let state, let proof, let redirectURL) = pending.step,
            let given = callback.state, ConstantTime.areEqual(given.utf8, state.utf8)
        else { throw .state }
        self.pending = nil
        guard pending.expiresAt > now() else { throw noted(.expired) }
        let code: String
        switch callback {
        case .code(let given, _): code = given
        case .failure(let error, _): throw note(error)
        }
        do {
            let tokens = try await oauth(pending.client).exchange(
                code: code, key: proof, redirectURL: redirectURL, requested: settings.scopes)
            try await adopt(tokens, client: pending.client)
        } catch {
            throw note(error)
        }
    }

    /// Ends a connection by device code with the answer to one question.
    ///
    /// - Returns: whether the account is connected by it.
    func finishDevice(_ id: String, _ result: Result<YotoTokens, any Error>) async -> Bool {
        guard let pending, pending.id == id else { return false }
        // Pending until it is decided: a status in between would tell of no connection at all.
        defer { if isWaiting(id) { self.pending = nil } }
        do {
            try await adopt(result.get(), client: pending.client)
            return true
        } catch {
            _ = note(error)
            return false
        }
    }

    /// Whether a connection is still wanted: not superseded, not over.
    func isWaiting(_ id: String) -> Bool { pending?.id == id }

    /// How to ask about a connection by device code.
    nonisolated func oauth(for connection: PendingConnection) -> YotoOAuth { oauth(connection.client) }

    private func adopt(_ tokens: YotoTokens, client: YotoOAuthClient) async throws {
        let login = YotoLogin(tokens, clientID: client.id, connectedAt: now(), now: now())
        try await keeper.adopt(login)
        lastError = nil
        logger.notice("Yoto account connected", metadata: ["scopes": "\(login.scopes.count)"])
    }

    // MARK: - Disconnecting

    /// Withdraws the login at Yoto and forgets it here; here even when Yoto does not answer.
    func disconnect() async throws {
        pending = nil
        lastError = nil
        guard let former = try await keeper.forget() else { return }
        logger.notice("Yoto account disconnected")
        guard let client = try await clients.known(), client.id == former.clientID, let token = former.refreshToken
        else { return }
        do { try await oauth(client).revoke(refreshToken: token) } catch {
            logger.warning("the login could not be withdrawn at Yoto; it is forgotten here")
        }
    }

    /// The client's id or secret changed.
    func clientChanged() async { await keeper.reconsider() }

    // MARK: - How it stands

    func status() async -> YotoStatus {
        if let pending, pending.expiresAt <= now() {
            self.pending = nil
            _ = noted(.expired)
        }
        let (login, trouble) = await keeper.current
        var status = YotoStatus(state: state(of: login))
        status.connecting = pending?.connecting
        status.lastError = lastError ?? trouble.map(Self.lastError)
        if await keeper.isUnreadable, status.lastError == nil { status.lastError = unreadable }
        guard let login else { return status }
        status.account = login.userID.map { .init(userID: $0) }
        status.scopes = login.scopes
        let granted = Set(login.scopes.map(YotoScope.init(rawValue:)))
        let missing = YotoScope.missing(from: granted, wanted: settings.scopes).map(\.rawValue)
        status.missingScopes = missing.isEmpty ? nil : missing
        status.expiresAt = login.accessExpiresAt
        status.loginEndsBy = loginEnd(of: login)
        status.warning = LoginWarning(login: login, endsBy: status.loginEndsBy, trouble: trouble, settings: settings)
            .text(now: now())
        return status
    }

    private func state(of login: YotoLogin?) -> YotoStatus.State {
        guard let login else { return pending == nil ? .disconnected : .connecting }
        return login.ended == nil ? .connected : .reconnect
    }

    private func loginEnd(of login: YotoLogin) -> Timestamp? {
        if login.refreshToken == nil { return login.accessExpiresAt }
        return settings.loginLifetime.map { login.connectedAt.advanced(by: $0) }
    }

    private static func lastError(_ trouble: TokenKeeper.Trouble) -> YotoStatus.LastError {
        YotoStatus.LastError(
            code: trouble.failure.code, detail: "The login could not be renewed; the edge goes on trying.",
            at: trouble.since)
    }

    private var unreadable: YotoStatus.LastError {
        YotoStatus.LastError(
            code: "unreadable",
            detail:
                "The stored login was sealed under another key. Restore secret.key and start again, or connect anew.",
            at: now())
    }

    private func note(_ error: any Error) -> ConnectFailure { noted(ConnectFailure(error)) }

    private func noted(_ failure: ConnectFailure) -> ConnectFailure {
        lastError = YotoStatus.LastError(code: failure.code, detail: failure.detail, at: now())
        return failure
    }

    private static func unguessable() -> String {
        Base64URL.text(RandomBytes.system(count: 32))
    }
}

extension YotoAccountService: WarningSource {
    func warnings() async -> [Warning] {
        let status = await status()
        return status.warning.map { [Warning(code: "yoto-login", detail: $0)] } ?? []
    }
}
