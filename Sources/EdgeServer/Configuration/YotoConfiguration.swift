import Core

/// What the edge must know of Yoto to start.
struct YotoConfiguration: Sendable {
    /// `nil` when it is entered in the settings.
    var client: YotoOAuthClient?
    var endpoints: YotoEndpoints
    /// Where its MQTT broker is.
    var broker: BrokerAddress
    var pasteURL: String
    var renewalInterval: Duration
    /// `nil` when nobody knows.
    var loginLifetime: Duration?

    /// - Throws: `ConfigurationError` for the first setting that cannot be used.
    init(_ reader: SettingReader) throws {
        let secret = reader.optional(.yotoClientSecret)
        client = reader.optional(.yotoClientID).map { YotoOAuthClient(id: $0, secret: secret) }
        endpoints = YotoEndpoints(
            login: try Self.server(.yotoLoginURL, reader), api: try Self.server(.yotoAPIURL, reader))
        broker = try reader.value(
            .yotoMQTTURL, expected: "auto, wss://host:443/mqtt, mqtts://host:443?alpn=mqtt or mqtt://127.0.0.1:1883"
        ) { try? BrokerAddress($0) }
        pasteURL = try reader.value(
            .yotoPasteURL, expected: "an address such as http://127.0.0.1:8080/oauth/callback"
        ) {
            $0.hasPrefix("http://") || $0.hasPrefix("https://") ? $0 : nil
        }
        renewalInterval = try reader.value(.yotoRenewalInterval, expected: "a duration from 1m to 720h, such as 12h") {
            TimeSpan($0).flatMap { (.seconds(60)...(.seconds(720 * 3600))).contains($0.duration) ? $0.duration : nil }
        }
        loginLifetime = try reader.optionalValue(.yotoLoginLifetime, expected: "a duration such as 720h") {
            TimeSpan($0)?.duration
        }
    }

    /// Tokens never travel in the clear but on this machine.
    private static func server(_ key: ConfigurationKey, _ reader: SettingReader) throws -> String {
        try reader.value(key, expected: "an https address (http on this machine only) without a path") {
            PublicURL($0).flatMap { $0.isHTTPS || $0.isLoopback ? $0.origin : nil }
        }
    }
}
