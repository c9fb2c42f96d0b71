import MQTT

/// Where Yoto's broker is, in the order in which to try: `YOTO_MQTT_URL`.
///
/// `auto` is Yoto's broker, first over WebSocket as all known clients do, then over TLS with ALPN. Several addresses
/// may be given with commas between them.
struct BrokerAddress: Sendable, Equatable {
    /// At least one.
    let candidates: [MQTTEndpoint]

    /// - Throws: ``MQTTError`` `.badAddress`.
    init(_ text: String) throws(MQTTError) {
        guard text != "auto" else {
            candidates = Self.yoto
            return
        }
        var candidates: [MQTTEndpoint] = []
        for part in text.split(separator: ",") { candidates.append(try MQTTEndpoint(String(part))) }
        guard !candidates.isEmpty else { throw MQTTError(.badAddress, "it is empty") }
        self.candidates = candidates
    }

    /// `yoto-platform.md` §3.1.
    private static let yoto: [MQTTEndpoint] = {
        let host = "aqrphjqbp3u2z-ats.iot.eu-west-2.amazonaws.com"
        return [
            MQTTEndpoint(transport: .webSocket(path: "/mqtt"), host: host, port: 443),
            MQTTEndpoint(transport: .tls(applicationProtocol: "mqtt"), host: host, port: 443),
        ]
    }()

    /// Those to try, the one that worked last first.
    func order(preferring last: MQTTEndpoint?) -> [MQTTEndpoint] {
        guard let last, candidates.contains(last) else { return candidates }
        return [last] + candidates.filter { $0 != last }
    }
}

extension MQTTEndpoint {
    /// `wss`, `mqtts` or `mqtt`.
    var scheme: String {
        switch transport {
        case .webSocket: "wss"
        case .tls: "mqtts"
        case .plain: "mqtt"
        }
    }
}
