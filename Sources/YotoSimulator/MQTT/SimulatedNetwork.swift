import Foundation
import HTTPClient
import Logging
import ServiceLifecycle

/// Yoto's MQTT side: the broker, its doors, and the radios of the players.
package final class SimulatedNetwork: Sendable {
    /// Who is connected and what they did; shuts doors and cuts connections.
    package let register = DoorRegister()
    /// For `YOTO_MQTT_URL`: over WebSocket first, then over TLS.
    package let addresses: (webSocket: String, tls: String)
    private let broker: SimulatedBroker
    private let doors: BrokerDoors
    private let family: FamilyAccount
    private let clock: SimulatorClock

    init(authorization: AuthorizationServer, family: FamilyAccount, clock: SimulatorClock) async throws {
        self.family = family
        self.clock = clock
        broker = try await SimulatedBroker()
        try await broker.start()
        let authority = DoorAuthority(
            authorization: authorization, family: family, clock: clock, brokerPort: broker.port)
        doors = try await BrokerDoors.open(broker, authority: authority, register: register)
        addresses = (
            "wss://localhost:\(doors.webSocketPort)/mqtt?ca=\(broker.certificateFile)",
            "mqtts://localhost:\(doors.tlsPort)?alpn=mqtt&ca=\(broker.certificateFile)"
        )
    }

    /// Both addresses, for `YOTO_MQTT_URL`.
    package var address: String { "\(addresses.webSocket),\(addresses.tls)" }

    /// Kills the broker and starts it again at the same port; retained messages are gone.
    package func restartBroker() async throws {
        await broker.stop()
        try await broker.start()
    }

    /// The family moves in once the HTTP server knows its own address.
    private func waitForFamily() async {
        while await family.players.isEmpty, (try? await Task.sleep(for: .milliseconds(5))) != nil {}
    }

    /// Lets the players live until the task is cancelled; then doors and broker are gone.
    func run() async {
        await waitForFamily()
        let transport = HTTPTransport(logger: Logger(label: "player") { _ in SwiftLogNoOpLogHandler() })
        await withTaskGroup(of: Void.self) { group in
            for player in await family.players {
                await player.use { [family] id in await family.visibleCard(id) }
                let radio = PlayerRadio(
                    player: player, product: await player.entry["deviceType"]?.text ?? "", brokerPort: broker.port,
                    clock: clock, transport: transport)
                group.addTask { await radio.run() }
            }
        }
        await doors.close()
        register.cut()
        await broker.remove()
    }
}
