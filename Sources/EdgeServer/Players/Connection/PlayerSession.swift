import Core
import MQTT

/// One stay at the broker: as many connections as the players need, from connecting to the first that ends.
struct PlayerSession: Sendable {
    let service: PlayerConnectionService
    let endpoint: MQTTEndpoint
    let token: String
    let playerIDs: [String]

    /// `yoto-platform.md` §3.1: one connection for all players.
    static let userName = "_?x-amz-customauthorizer-name=PublicJWTAuthorizer"
    /// Six topics each, within the 50 subscriptions of a connection (§3.8).
    static let playersPerConnection = 8

    /// Connects and subscribes.
    ///
    /// - Throws: what connecting or subscribing throws; connections that are open already are then closed.
    func connect() async throws(MQTTError) -> [MQTTConnection] {
        var connections: [MQTTConnection] = []
        do throws(MQTTError) {
            for group in groups {
                let connection = try await open()
                connections.append(connection)
                for id in group { try await connection.subscribe(to: PlayerTopic.subscriptions(for: id)) }
                service.line.open(connection, for: group)
            }
            return connections
        } catch {
            service.line.closeAll()
            for connection in connections { await connection.close() }
            throw error
        }
    }

    /// Stays until a connection is lost, the token is about to end, the account or its players change, or the task is
    /// cancelled; then all connections are closed.
    ///
    /// - Returns: why, in words; `nil` when it was time for a new one.
    func run(_ connections: [MQTTConnection]) async -> String? {
        let reason = await withTaskGroup(of: String?.self) { group in
            for connection in connections { group.addTask { await receive(from: connection) } }
            group.addTask { await converse() }
            group.addTask { await tokenEnds() }
            group.addTask { await accountChanges() }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        for connection in connections { await connection.close() }
        return reason
    }

    private var groups: [[String]] {
        guard !playerIDs.isEmpty else { return [[]] }
        return stride(from: 0, to: playerIDs.count, by: Self.playersPerConnection).map {
            Array(playerIDs[$0..<min($0 + Self.playersPerConnection, playerIDs.count)])
        }
    }

    private func open() async throws(MQTTError) -> MQTTConnection {
        // Letters and digits only, and random: AWS ends the older of two connections with one id (§3.1).
        let id = "YOTO" + (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
        var settings = MQTTSettings(endpoint: endpoint, clientID: id, userName: Self.userName, keepAliveSeconds: 60)
        settings.connectTimeout = service.timing.connect
        let connection = try MQTTConnection(settings, logger: service.logger)
        try await connection.connect { [token] in token }
        return connection
    }

    private func receive(from connection: MQTTConnection) async -> String? {
        var dropped = 0
        for await message in connection.messages {
            await service.log.note(message, outgoing: false)
            if let (id, read) = await service.registry.receive(
                topic: message.topic, payload: message.payload, isRetained: message.isRetained)
            {
                await service.desk.hear(read, from: id)
            }
            if connection.droppedMessages > dropped {
                dropped = connection.droppedMessages
                // Changes were lost: full reports make up for them.
                for id in playerIDs { await send(.requestEvents, to: id) }
            }
        }
        for await state in connection.states {
            if case .disconnected(let reason?) = state { return "\(reason)" }
        }
        return Task.isCancelled ? nil : "the broker ended the connection"
    }

    /// Asks for what §3.3 says, in its order and with its gaps, and again before five minutes have passed.
    private func converse() async -> String? {
        while true {
            let deadline = ContinuousClock.now + service.timing.eventsRequest
            for id in playerIDs { await send(.requestEvents, to: id) }
            for id in playerIDs {
                for command in [YotoDeviceCommand.requestStatus, .reportStatus(requestID: Self.requestID())] {
                    guard (try? await Task.sleep(for: service.timing.statusGap)) != nil else { return nil }
                    await send(command, to: id)
                }
            }
            guard (try? await Task.sleep(until: deadline, clock: .continuous)) != nil else { return nil }
        }
    }

    private func send(_ command: YotoDeviceCommand, to id: String) async {
        // A loss shows elsewhere.
        try? await service.line.send(command, to: id)
        await service.log.note(
            MQTTMessage(topic: command.topic(for: id), payload: command.bytes), outgoing: true)
    }

    private func tokenEnds() async -> String? {
        guard let end = YotoTokenClaims(accessToken: token)?.expiresAt else {
            try? await Task.sleep(for: .seconds(86_400 * 365))
            return nil
        }
        let left = end.since(service.now())
        try? await Task.sleep(for: max(left - service.timing.tokenMargin, left / 2, .seconds(1)))
        return nil
    }

    private func accountChanges() async -> String? {
        var nextList = ContinuousClock.now + service.timing.deviceList
        while (try? await Task.sleep(for: service.timing.accountLook)) != nil {
            guard await service.cloud.isConnected() else { return nil }
            guard ContinuousClock.now >= nextList else { continue }
            nextList = ContinuousClock.now + service.timing.deviceList
            guard let devices = try? await service.cloud.devices() else { continue }
            if await service.registry.setDevices(devices) != playerIDs { return nil }
        }
        return nil
    }

    private static func requestID() -> String {
        (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 16) }.joined()
    }
}
