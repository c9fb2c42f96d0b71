import Logging
import MQTT
import TestSupport

/// A connection as the tests make them, closed afterwards.
func withConnection<R>(
    _ endpoint: MQTTEndpoint, id: String = "test\(UInt32.random(in: 0...UInt32.max))",
    adjust: (inout MQTTSettings) -> Void = { _ in }, password: String = Broker.password,
    _ body: (MQTTConnection) async throws -> R
) async throws -> R {
    var settings = MQTTSettings(endpoint: endpoint, clientID: id, userName: Broker.userName)
    adjust(&settings)
    let connection = try MQTTConnection(settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    do {
        try await connection.connect { password }
        let result = try await body(connection)
        await connection.close()
        return result
    } catch {
        await connection.close()
        throw error
    }
}

extension MQTTEndpoint {
    static func plain(_ port: Int) -> MQTTEndpoint {
        MQTTEndpoint(transport: .plain, host: "127.0.0.1", port: port)
    }

    static func tls(_ port: Int, ca: String?, host: String = "localhost") -> MQTTEndpoint {
        MQTTEndpoint(transport: .tls(applicationProtocol: "mqtt"), host: host, port: port, authorityFile: ca)
    }

    static func webSocket(_ port: Int, ca: String?, path: String = "/mqtt") -> MQTTEndpoint {
        MQTTEndpoint(transport: .webSocket(path: path), host: "localhost", port: port, authorityFile: ca)
    }
}

extension MQTTConnection {
    /// The next messages, as many as asked for.
    func next(_ count: Int) async -> [MQTTMessage] {
        var found: [MQTTMessage] = []
        guard count > 0 else { return found }
        for await message in messages {
            found.append(message)
            if found.count == count { break }
        }
        return found
    }
}
