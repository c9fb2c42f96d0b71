import Core
import Foundation
import Logging
import MQTT
import Synchronization
import TestSupport

@testable import EdgeServer

/// A broker, the players' part of the edge, and a family in the account, without HTTP.
struct TestHousehold: Sendable {
    static let kitchen = "y2aB3dE6gH9jK2mN5pQ8rT1v"
    static let mini = "y2mInI4fIxTuRe7cLoUd2x9k"

    let parts: PlayersParts
    let account: TestAccount
    let database: SQLiteDatabase

    /// Runs the services around a closure.
    ///
    /// - Parameter broker: as `YOTO_MQTT_URL` has it.
    static func with(
        broker: String, folder: URL, account: TestAccount = TestAccount(),
        _ body: @Sendable @escaping (TestHousehold) async throws -> Void
    ) async throws {
        let database = try SQLiteDatabase(path: folder.appending(path: "edge.sqlite").path(percentEncoded: false))
        var timing = ConnectionTiming()
        timing.backoffUnit = .milliseconds(20)
        timing.statusGap = .milliseconds(20)
        timing.accountLook = .milliseconds(20)
        let parts = PlayersParts(
            cloud: account.cloud, store: SQLitePlayerStore(database: database),
            rules: SQLiteRuleStore(database: database), address: try BrokerAddress(broker),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, timing: timing)
        try await parts.writer.restore()
        let household = TestHousehold(parts: parts, account: account, database: database)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await parts.writer.run() }
            group.addTask { try await parts.connection.run() }
            try await body(household)
            group.cancelAll()
        }
    }

    /// Waits until something holds; looks again whenever something was shown to browsers.
    func until(
        _ what: String, timeout: Duration = .seconds(20), _ holds: @Sendable () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + timeout
        while try await !holds() {
            guard ContinuousClock.now < deadline else { throw Waited(what: what) }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    func untilConnected() async throws {
        try await until("connected") { await parts.registry.connectionStatus.state == .connected }
    }

    struct Waited: Error { var what: String }
}

/// What Yoto's REST API and the login do in these tests.
final class TestAccount: Sendable {
    struct State {
        var isConnected = true
        var token = Broker.password
        var devices = [TestHousehold.kitchen, TestHousehold.mini]
        var sent: [(command: YotoDeviceCommand, playerID: String)] = []
        var fails = false
    }

    let state = Mutex(State())

    var cloud: PlayerCloud {
        PlayerCloud(
            devices: { [self] in
                state.withLock { $0.devices }.map {
                    YotoDevice(json: ["deviceId": .string($0), "name": .string("Name of \($0)"), "online": .bool(true)])
                }
            },
            details: { YotoDeviceDetails(json: ["deviceId": .string($0), "config": .object(["x": .string("y")])]) },
            send: { [self] command, id in
                try state.withLock { state in
                    if state.fails { throw YotoAPIError(.server, call: "POST", message: "no") }
                    state.sent.append((command, id))
                }
            },
            card: { id in
                let track: (String) -> JSONValue = { .object(["key": .string($0)]) }
                let chapter: (String, [String]) -> JSONValue = { key, tracks in
                    .object(["key": .string(key), "tracks": .array(tracks.map(track))])
                }
                let chapters: JSONValue = .array([chapter("01", ["01", "02"]), chapter("02", ["x"])])
                return YotoCard(json: ["cardId": .string(id), "content": .object(["chapters": chapters])])
            },
            updateConfig: { _, _, change in
                var config = YotoDeviceConfig(json: ["maxVolumeLimit": .string("13")])
                try change(&config)
                return config
            },
            isConnected: { [self] in state.withLock { $0.isConnected } },
            token: { [self] in state.withLock { $0.token } },
            tokenInsteadOf: { [self] _ in state.withLock { $0.token } })
    }
}

/// A player at the broker that does what the test says.
struct TestPlayer: Sendable {
    let id: String
    let connection: MQTTConnection

    /// Connects it and announces it, with a Last Will, as players do.
    static func with<R>(
        _ id: String, port: Int, _ body: @Sendable (TestPlayer) async throws -> R
    ) async throws -> R {
        var settings = MQTTSettings(
            endpoint: MQTTEndpoint(transport: .plain, host: "127.0.0.1", port: port),
            clientID: "player\(UInt32.random(in: 0...UInt32.max))", userName: Broker.userName)
        settings.will = MQTTMessage(
            topic: "device/\(id)/presence", payload: Array(#"{"state":"offline","ts":1}"#.utf8), isRetained: true)
        let connection = try MQTTConnection(settings, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await connection.connect { Broker.password }
        try await connection.subscribe(to: ["device/\(id)/command/#"])
        let player = TestPlayer(id: id, connection: connection)
        try await player.says(
            "presence", #"{"state":"online","ts":\#(Timestamp.now().milliseconds)}"#, isRetained: true)
        do {
            let result = try await body(player)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }

    func says(_ topic: String, _ text: String, isRetained: Bool = false) async throws {
        try await connection.publish(
            MQTTMessage(topic: "device/\(id)/\(topic)", payload: Array(text.utf8), isRetained: isRetained))
    }

    /// The next command of a name.
    func command(_ name: String) async -> String? {
        for await message in connection.messages where message.topic == "device/\(id)/command/\(name)" {
            return String(decoding: message.payload, as: UTF8.self)
        }
        return nil
    }

    /// Answers the next command of a name.
    func answers(_ name: String, _ resource: String, _ outcome: String) async throws {
        guard let payload = await command(name) else { return }
        let body = String(decoding: JSONValue.string(payload).data, as: UTF8.self)
        try await says("response", #"{"status":{"\#(resource)":"\#(outcome)","req_body":\#(body)}}"#)
    }
}
