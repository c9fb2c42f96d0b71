import MQTT
import Testing

@Suite("Addresses of brokers")
struct EndpointTests {
    @Test(
        "Each form of YOTO_MQTT_URL is read",
        arguments: [
            (
                "wss://a.example:443/mqtt",
                MQTTEndpoint(transport: .webSocket(path: "/mqtt"), host: "a.example", port: 443)
            ),
            ("wss://a.example", MQTTEndpoint(transport: .webSocket(path: "/mqtt"), host: "a.example", port: 443)),
            (
                "WSS://a.example:8443/x/y",
                MQTTEndpoint(transport: .webSocket(path: "/x/y"), host: "a.example", port: 8443)
            ),
            (
                "mqtts://b:443?alpn=mqtt",
                MQTTEndpoint(transport: .tls(applicationProtocol: "mqtt"), host: "b", port: 443)
            ),
            ("mqtts://b?alpn=mqtt", MQTTEndpoint(transport: .tls(applicationProtocol: "mqtt"), host: "b", port: 443)),
            ("mqtts://b", MQTTEndpoint(transport: .tls(applicationProtocol: nil), host: "b", port: 8883)),
            (
                "mqtts://b:1/?ca=/etc/ca.pem",
                MQTTEndpoint(
                    transport: .tls(applicationProtocol: nil), host: "b", port: 1, authorityFile: "/etc/ca.pem")
            ),
            ("mqtt://127.0.0.1:1883", MQTTEndpoint(transport: .plain, host: "127.0.0.1", port: 1883)),
            ("mqtt://[::1]", MQTTEndpoint(transport: .plain, host: "::1", port: 1883)),
        ])
    func read(text: String, expected: MQTTEndpoint) throws {
        let endpoint = try MQTTEndpoint(text)
        #expect(endpoint == expected)
        #expect(try MQTTEndpoint(endpoint.description) == endpoint)
    }

    @Test(
        "What cannot be meant is refused with the reason",
        arguments: [
            ("", "no URL"), ("host:443", "no host"), ("ws://a/mqtt", "not wss, mqtts or mqtt"),
            ("https://a", "not wss, mqtts or mqtt"), ("mqtt://", "no host"), ("mqtts://u:p@a", "user name"),
            ("mqtts://a:0", "port 0"), ("mqtts://a:70000", "port 70000"), ("mqtts://a/path", "only wss"),
            ("mqtts://a?alpn=", "no value"), ("mqtts://a?ALPN=x", "unknown"), ("wss://a/mqtt?alpn=mqtt", "no alpn"),
            ("mqtt://a?ca=/x", "plain text"), ("mqtts://a?ca=/x&ca=/y", "twice"), ("wss://a/mqtt#x", "fragment"),
        ])
    func refused(text: String, reason: String) {
        let error = #expect(throws: MQTTError.self) { try MQTTEndpoint(text) }
        #expect(error?.code == .badAddress)
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }
}
