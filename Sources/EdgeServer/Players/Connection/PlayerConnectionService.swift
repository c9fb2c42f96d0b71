import Core
import Logging
import MQTT
import ServiceLifecycle

/// Keeps the connection to Yoto's broker while an account is connected: a fresh token for each attempt, a new one
/// before the token ends, back-off in between, and another transport when one does not work (`yoto-platform.md` §3.3).
struct PlayerConnectionService: Service {
    let address: BrokerAddress
    let registry: PlayerRegistry
    let desk: CommandDesk
    let line: PlayerLine
    let cloud: PlayerCloud
    let feed: LiveFeed
    let log: MessageLog
    let logger: Logger
    var timing = ConnectionTiming()
    var now: @Sendable () -> Timestamp = Timestamp.now

    func run() async throws {
        try? await cancelWhenGracefulShutdown { try await keepConnected() }
        line.closeAll()
    }

    private func keepConnected() async throws {
        var backoff = Backoff(unit: timing.backoffUnit)
        var last: MQTTEndpoint?
        var rejected: String?
        while true {
            guard await cloud.isConnected() else {
                await tell(ConnectionStatus(state: .off))
                try await Task.sleep(for: timing.accountLook)
                continue
            }
            do {
                let ended = try await attempt(preferring: &last, rejected: &rejected)
                if ended.wasStable { backoff.reset() }
                guard let reason = ended.reason else { continue }
                try await pause(backoff.next(), because: reason)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                try await pause(backoff.next(), because: Self.words(error))
            }
        }
    }

    /// How a connection ended.
    struct Ending: Sendable {
        /// `nil` when we wanted it to.
        var reason: String?
        /// Whether it had lasted.
        var wasStable: Bool
    }

    /// Connects over the first transport that works and stays until the connection ends.
    ///
    /// - Parameters:
    ///   - last: the address that worked last.
    ///   - rejected: the token that the broker refused last; another one is then asked for, once.
    private func attempt(preferring last: inout MQTTEndpoint?, rejected: inout String?) async throws -> Ending {
        var status = await registry.connectionStatus
        status.state = .connecting
        await tell(status)
        let ids = await registry.setDevices(try await cloud.devices())
        await PlayerShadows(cloud: cloud, registry: registry).read(ids)
        let token =
            if let refused = rejected { try await cloud.tokenInsteadOf(refused) } else {
                try await cloud.token()
            }
        var failure = MQTTError(.notReachable)
        for endpoint in address.order(preferring: last) {
            let session = PlayerSession(service: self, endpoint: endpoint, token: token, playerIDs: ids)
            do throws(MQTTError) {
                let connections = try await session.connect()
                last = endpoint
                rejected = nil
                return try await stay(session, on: connections)
            } catch {
                failure = error
                logger.info(
                    "no connection to Yoto's broker",
                    metadata: ["transport": "\(endpoint.scheme)", "reason": "\(error)"])
                if error.isNotAuthorized { break }
            }
        }
        if failure.isNotAuthorized { rejected = rejected == nil ? token : nil }
        throw failure
    }

    private func stay(_ session: PlayerSession, on connections: [MQTTConnection]) async throws(MQTTError) -> Ending {
        var status = await registry.connectionStatus
        status = ConnectionStatus(
            state: .connected, since: now(), transport: session.endpoint.scheme, connections: status.connections + 1)
        await tell(status)
        logger.notice("connected to Yoto's broker", metadata: ["transport": "\(session.endpoint.scheme)"])
        let start = ContinuousClock.now
        let reason = await session.run(connections)
        line.closeAll()
        return Ending(reason: reason, wasStable: ContinuousClock.now - start > timing.stable)
    }

    private func pause(_ duration: Duration, because reason: String) async throws {
        var status = await registry.connectionStatus
        status.state = .waiting
        status.since = now()
        status.reason = reason
        status.nextAttemptAt = now().advanced(by: duration)
        await tell(status)
        try await Task.sleep(for: duration)
    }

    private func tell(_ status: ConnectionStatus) async {
        guard await registry.connectionStatus != status else { return }
        await registry.setConnection(status)
        feed.publish(LiveMessage(.connection, status.json))
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as MQTTError: "\(error)"
        case let error as TokenFailure: "no token for Yoto: \(error.code)"
        case let error as YotoAPIError: "Yoto's list of players: \(error.code.rawValue)"
        default: "\(type(of: error))"
        }
    }
}

/// The times that the connection goes by; shorter in tests.
struct ConnectionTiming: Sendable {
    /// Asking again for events, which otherwise end after five minutes (`yoto-platform.md` §3.3.2).
    var eventsRequest: Duration = .seconds(240)
    /// Between two requests for a status: two at once lose replies.
    var statusGap: Duration = .milliseconds(600)
    /// Looking whether an account is connected.
    var accountLook: Duration = .seconds(1)
    /// Reading the account's list of players.
    var deviceList: Duration = .seconds(300)
    /// A new connection is made so long before the token ends.
    var tokenMargin: Duration = .seconds(30)
    /// The first back-off.
    var backoffUnit: Duration = .seconds(1)
    /// A connection that lasted so long was a good one.
    var stable: Duration = .seconds(10)
    /// Looking whether rules are due.
    var ruleTick: Duration = .seconds(5)
    /// For reaching the broker.
    var connect: Duration = .seconds(20)
}
