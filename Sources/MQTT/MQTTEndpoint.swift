/// A broker's address, as `YOTO_MQTT_URL` writes it.
///
/// | written | transport |
/// |---|---|
/// | `wss://host:443/mqtt` | WebSocket over TLS, subprotocol `mqtt` |
/// | `mqtts://host:443?alpn=mqtt` | TLS, with ALPN if given |
/// | `mqtt://127.0.0.1:1883` | plain TCP, only when asked for by this name |
///
/// `?ca=/path/ca.pem` trusts the authorities of that file instead of the system's.
package struct MQTTEndpoint: Sendable, Hashable {
    /// How bytes travel.
    package enum Transport: Sendable, Hashable {
        /// Readable by everybody on the way.
        case plain
        /// TLS, with an ALPN name if the server needs one.
        case tls(applicationProtocol: String?)
        /// WebSocket over TLS at this path.
        case webSocket(path: String)
    }

    /// How bytes travel.
    package var transport: Transport
    /// A DNS name or an IP address, without brackets.
    package var host: String
    /// 1…65535.
    package var port: Int
    /// A PEM file with the authorities to trust; the system's when `nil`.
    package var authorityFile: String?

    package init(transport: Transport, host: String, port: Int, authorityFile: String? = nil) {
        self.transport = transport
        self.host = host
        self.port = port
        self.authorityFile = authorityFile
    }
}
