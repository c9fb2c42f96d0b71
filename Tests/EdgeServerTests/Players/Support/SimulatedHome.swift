import Core
import Foundation
import HTTPClient
import Logging
import MQTT
import Synchronization
import TestSupport
import YotoSimulator

@testable import EdgeServer

/// The players' part of the edge, connected to the whole simulated Yoto: its login, its REST API and its broker behind
/// both doors.
struct SimulatedHome: Sendable {
    static let kitchen = "y2aB3dE6gH9jK2mN5pQ8rT1v"
    static let offline = "y2oFfLiNe8pLaYeR5tEsT3qz"

    let parts: PlayersParts
    let simulator: RunningSimulator
    let network: SimulatedNetwork
    let login: TestLogin

    /// - Parameter address: `YOTO_MQTT_URL`, made from the simulator's own.
    static func with(
        address: @Sendable @escaping (SimulatedNetwork) -> String, tokenSeconds: Int = 86_400,
        _ body: @Sendable @escaping (SimulatedHome) async throws -> Void
    ) async throws {
        var configuration = SimulatorConfiguration()
        configuration.hasMQTT = true
        configuration.settings.autoApprove = true
        configuration.settings.accessTokenSeconds = tokenSeconds
        try await withTemporaryFolder { folder in
            try await withYotoSimulator(configuration) { simulator in
                guard let network = simulator.network else { throw CancellationError() }
                let login = try await TestLogin.make(at: simulator)
                try await run(simulator, network, login, address(network), folder, body)
            }
        }
    }

    private static func run(
        _ simulator: RunningSimulator, _ network: SimulatedNetwork, _ login: TestLogin, _ address: String,
        _ folder: URL, _ body: @Sendable @escaping (SimulatedHome) async throws -> Void
    ) async throws {
        let database = try SQLiteDatabase(path: folder.appending(path: "edge.sqlite").path(percentEncoded: false))
        var timing = ConnectionTiming()
        timing.backoffUnit = .milliseconds(20)
        timing.statusGap = .milliseconds(50)
        timing.accountLook = .milliseconds(50)
        timing.tokenMargin = .seconds(1)
        let parts = PlayersParts(
            cloud: login.cloud, store: SQLitePlayerStore(database: database),
            rules: SQLiteRuleStore(database: database), address: try BrokerAddress(address),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, timing: timing)
        let home = SimulatedHome(parts: parts, simulator: simulator, network: network, login: login)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await parts.writer.run() }
            group.addTask { try await parts.connection.run() }
            try await body(home)
            group.cancelAll()
        }
    }

    func until(_ what: String, timeout: Duration = .seconds(30), _ holds: @Sendable () async throws -> Bool)
        async throws
    {
        let deadline = ContinuousClock.now + timeout
        while try await !holds() {
            guard ContinuousClock.now < deadline else { throw TestHousehold.Waited(what: what) }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Waits until the edge is connected and has heard the kitchen's player.
    func untilLive() async throws {
        try await until("connected") { await parts.registry.connectionStatus.state == .connected }
        try await until("heard") { await parts.registry.player(Self.kitchen)?.lastEventAt != nil }
    }
}

/// A login at the simulator that renews itself, one renewal at a time.
actor TestLogin {
    private let oauth: YotoOAuth
    private let transport: HTTPTransport
    private let endpoints: YotoEndpoints
    private var tokens: YotoTokens
    private(set) var renewals = 0

    private init(oauth: YotoOAuth, transport: HTTPTransport, endpoints: YotoEndpoints, tokens: YotoTokens) {
        self.oauth = oauth
        self.transport = transport
        self.endpoints = endpoints
        self.tokens = tokens
    }

    static func make(at simulator: RunningSimulator) async throws -> TestLogin {
        let transport = HTTPTransport(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let endpoints = YotoEndpoints(login: simulator.baseURL, api: simulator.baseURL)
        let oauth = YotoOAuth(
            client: YotoOAuthClient(id: simulator.clientID), endpoints: endpoints, transport: transport)
        let callback = "http://127.0.0.1:1/oauth/callback"
        await simulator.allowRedirect(to: callback)
        let (key, scopes) = (ProofKey(), YotoScope.suggested)
        let url = oauth.authorizeURL(redirectURL: callback, state: "s", key: key, scopes: scopes)
        let answer = await simulator.answerConsent(authorizeURL: url)
        guard case .code(let code, _)? = try answer.map(YotoOAuthCallback.init(parsing:)) else {
            throw CancellationError()
        }
        let tokens = try await oauth.exchange(code: code, key: key, redirectURL: callback, requested: scopes)
        return TestLogin(oauth: oauth, transport: transport, endpoints: endpoints, tokens: tokens)
    }

    private func token() async throws -> String {
        let end = YotoTokenClaims(accessToken: tokens.accessToken)?.expiresAt ?? .now()
        if end.since(.now()) < .seconds(1) { try await renew() }
        return tokens.accessToken
    }

    private func token(insteadOf refused: String) async throws -> String {
        if tokens.accessToken == refused { try await renew() }
        return tokens.accessToken
    }

    private func renew() async throws {
        renewals += 1
        tokens = try await oauth.refresh(tokens)
    }

    nonisolated var cloud: PlayerCloud {
        let api = YotoAPI(
            transport: transport, endpoints: endpoints,
            credentials: .init(
                accessToken: { try await self.token() },
                refreshAfterRejection: { try await self.token(insteadOf: $0) }))
        return PlayerCloud(
            devices: { try await api.devices() }, details: { try await api.device($0) },
            send: { try await api.send($0, to: $1) }, card: { try await api.card($0) },
            updateConfig: { try await api.updateConfig(of: $0, name: $1, $2) }, isConnected: { true },
            token: { try await self.token() }, tokenInsteadOf: { try await self.token(insteadOf: $0) })
    }
}
