/// How a simulator starts.
package struct SimulatorConfiguration: Sendable {
    /// A loopback address or `localhost`; nothing else is bound.
    package var host = "127.0.0.1"
    /// 0 for a free one.
    package var port = 0
    /// The applications that the dashboard knows.
    package var clients = [RegisteredClient.example]
    /// Switches that can also be changed later.
    package var settings = SimulatorSettings()
    /// The time it goes by.
    package var clock = SimulatorClock()
    /// Whether the family of `yoto-platform.md` §6 lives here, or one without players and cards.
    package var hasExampleFamily = true
    /// Whether players are reachable by MQTT, which needs mosquitto and openssl.
    package var hasMQTT = false
    /// Whether a person plays with a player from standard input.
    package var readsKeys = false
    /// Whether each answer is told on standard error: method, path and status, never a query.
    package var logsRequests = false

    /// A simulator on a free port with the example family.
    package init() {}
}
