import ArgumentParser

/// Where Yoto is, and who the edge is there.
struct YotoOptions: ParsableArguments {
    @Option(name: .customLong("yoto-client-id"), help: .key(.yotoClientID)) var yotoClientID: String?
    @Option(name: .customLong("yoto-login-url"), help: .key(.yotoLoginURL)) var yotoLoginURL: String?
    @Option(name: .customLong("yoto-api-url"), help: .key(.yotoAPIURL)) var yotoAPIURL: String?
    @Option(name: .customLong("yoto-mqtt-url"), help: .key(.yotoMQTTURL)) var yotoMQTTURL: String?
    @Option(name: .customLong("yoto-paste-url"), help: .key(.yotoPasteURL)) var yotoPasteURL: String?
    @Option(help: .key(.yotoRenewalInterval)) var yotoRenewalInterval: String?
    @Option(help: .key(.yotoLoginLifetime)) var yotoLoginLifetime: String?

    /// What was given, by setting.
    var given: [(ConfigurationKey, String?)] {
        [
            (.yotoClientID, yotoClientID), (.yotoLoginURL, yotoLoginURL), (.yotoAPIURL, yotoAPIURL),
            (.yotoMQTTURL, yotoMQTTURL), (.yotoPasteURL, yotoPasteURL), (.yotoRenewalInterval, yotoRenewalInterval),
            (.yotoLoginLifetime, yotoLoginLifetime),
        ]
    }
}
