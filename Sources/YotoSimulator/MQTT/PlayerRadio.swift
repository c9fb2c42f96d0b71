import Foundation
import HTTPClient
import Logging
import MQTT

/// The network side of a player: it connects to the broker while the player is online, tells what happens as the
/// protocol has it, and fetches the streams that it plays.
actor PlayerRadio {
    /// Changes are told for so long after the last request (`yoto-platform.md` §3.3.2).
    static let attention: TimeInterval = 300

    private let player: SimulatedPlayer
    private let product: String
    private let brokerPort: Int
    private let clock: SimulatorClock
    private let transport: HTTPTransport
    private var connection: MQTTConnection?
    private var attentiveUntil = Date.distantPast

    init(player: SimulatedPlayer, product: String, brokerPort: Int, clock: SimulatorClock, transport: HTTPTransport) {
        self.player = player
        self.product = product
        self.brokerPort = brokerPort
        self.clock = clock
        self.transport = transport
    }

    /// Works until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.stayConnected() }
            group.addTask { await self.tick() }
            for await happening in player.happenings {
                await tell(happening)
                if case .changed(let before, let after) = happening, after.status == .playing,
                    let url = after.track?.streamURL, before.track != after.track || before.status == .stopped
                {
                    group.addTask { await self.fetch(url) }
                }
            }
        }
        await connection?.close()
    }

    private func tick() async {
        while (try? await Task.sleep(for: .milliseconds(200))) != nil { await player.tick() }
    }

    private func stayConnected() async {
        while !Task.isCancelled {
            if await player.isOnline { await stay() }
            // Also the wait for a broker that is being restarted.
            guard (try? await Task.sleep(for: .milliseconds(50))) != nil else { return }
        }
    }

    /// One connection, until it ends.
    private func stay() async {
        let id = player.deviceID
        var settings = MQTTSettings(
            endpoint: MQTTEndpoint(transport: .plain, host: "127.0.0.1", port: brokerPort), clientID: "player-\(id)",
            keepAliveSeconds: 15)
        settings.will = MQTTMessage(topic: topic("presence"), payload: presence(false), isRetained: true)
        guard
            let connection = try? MQTTConnection(
                settings, logger: Logger(label: "player") { _ in SwiftLogNoOpLogHandler() }),
            (try? await connection.connect()) != nil,
            (try? await connection.subscribe(to: ["device/\(id)/command/#"])) != nil
        else { return }
        self.connection = connection
        await publish("presence", bytes: presence(true), isRetained: true)
        await publish("status", await payloads.status(player.playback, product: product, version: 3))
        let prefix = "device/\(id)/command/"
        for await message in connection.messages where message.topic.hasPrefix(prefix) {
            let body = String(decoding: message.payload, as: UTF8.self)
            let payload = message.payload.isEmpty ? [:] : (try? WireJSON(parsing: Data(message.payload))) ?? [:]
            await player.receive(String(message.topic.dropFirst(prefix.count)), payload: payload, body: body)
        }
        self.connection = nil
        await connection.close()
    }

    private func tell(_ happening: Happening) async {
        switch happening {
        case .online(false):
            await publish(
                "status", await payloads.status(player.playback, product: product, version: 3, shutdown: "userShutdown")
            )
            await publish("presence", bytes: presence(false), isRetained: true)
            await connection?.close()
        case .online(true): break
        case .command(let name, let body, let isDone):
            await publish("response", PlayerPayloads.response(to: name, body: body, isDone: isDone))
            await answer(name)
        case .changed(let before, let after):
            guard clock.now < attentiveUntil, let delta = await payloads.delta(from: before, to: after) else { return }
            await publish("data/events", .object(delta))
        }
    }

    private func answer(_ name: String) async {
        switch name {
        case "events/request", "events":
            attentiveUntil = clock.now.addingTimeInterval(Self.attention)
            await publish("data/events", .object(await payloads.events(player.playback)))
        case "status/request":
            await publish("data/status", await payloads.status(player.playback, product: product, version: 1))
        case "status":
            await publish("status/full", await payloads.status(player.playback, product: product, version: 3))
        default: break
        }
    }

    /// As two kinds of players might: one asks for all of it, the other looks at ranges first (§6.7).
    private func fetch(_ url: String) async {
        let ranges: [String?] = product == "mini" ? ["bytes=0-", "bytes=65536-131071"] : [nil]
        for range in ranges {
            var request = HTTPClientRequest("GET", url)
            if let range { request.headers["Range"] = range }
            request.maximumBodyBytes = 64 * 1024 * 1024
            let answer = try? await transport.send(request)
            await player.note(
                StreamFetch(url: url, range: range, status: answer?.status ?? 0, bytes: answer?.body.count ?? 0))
        }
    }

    private var payloads: PlayerPayloads {
        get async { PlayerPayloads(config: await player.config, now: clock.now) }
    }

    private func presence(_ isOnline: Bool) -> [UInt8] {
        let moment = Int(clock.now.timeIntervalSince1970 * 1000)
        return Array(#"{"state":"\#(isOnline ? "online" : "offline")","ts":\#(moment)}"#.utf8)
    }

    private func topic(_ end: String) -> String { "device/\(player.deviceID)/\(end)" }

    private func publish(_ end: String, _ value: WireJSON) async { await publish(end, bytes: Array(value.data)) }

    private func publish(_ end: String, bytes: [UInt8], isRetained: Bool = false) async {
        // What cannot be sent is lost, as with real players.
        try? await connection?.publish(MQTTMessage(topic: topic(end), payload: bytes, isRetained: isRetained))
    }
}
