import Core
import MQTT

/// The open connections to the broker, for those who send: which one serves which player.
final class PlayerLine: Sendable {
    private let connections = Guarded<[String: MQTTConnection]>([:])

    init() {}

    /// Whether commands to a player can go by MQTT now.
    func isOpen(for playerID: String) -> Bool { connections.withLock { $0[playerID] != nil } }

    func open(_ connection: MQTTConnection, for playerIDs: [String]) {
        connections.withLock { all in
            for id in playerIDs { all[id] = connection }
        }
    }

    func closeAll() { connections.withLock { $0 = [:] } }

    /// Publishes a command; the broker has it when this returns.
    ///
    /// - Throws: `.closed` without a connection, else what ``MQTTConnection/publish(_:)`` throws.
    func send(_ command: YotoDeviceCommand, to playerID: String) async throws(MQTTError) {
        guard let connection = connections.withLock({ $0[playerID] }) else { throw MQTTError(.closed) }
        try await connection.publish(MQTTMessage(topic: command.topic(for: playerID), payload: command.bytes))
    }
}
