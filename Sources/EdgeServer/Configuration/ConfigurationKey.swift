import Configuration

/// A setting of the edge: its names in the file, the environment and on the command line, and its default.
struct ConfigurationKey: Sendable, Equatable {
    /// In the YAML file, dots between levels: `edge.publicURL`.
    let name: String
    let environment: String
    /// `nil` when the command line has none: what is a secret must not stand in a list of processes.
    let flag: String?
    /// As it would be written; `nil` when the setting may be absent.
    let fallback: String?
    let help: String
    /// Never shown.
    var isSecret = false

    /// For swift-configuration.
    var path: AbsoluteConfigKey { AbsoluteConfigKey(ConfigKey(name)) }
}

extension ConfigurationKey {
    static let host = ConfigurationKey(
        name: "edge.host", environment: "EDGE_HOST", flag: "--host", fallback: "127.0.0.1",
        help: "Address to listen on; 0.0.0.0 for all of this machine's.")
    static let port = ConfigurationKey(
        name: "edge.port", environment: "EDGE_PORT", flag: "--port", fallback: "8080",
        help: "Port to listen on, 1–65535; 0 takes a free one.")
    static let site = ConfigurationKey(
        name: "edge.site", environment: "EDGE_SITE", flag: "--site", fallback: "dist",
        help: "Folder of the site that site-builder made.")
    static let privateCatalog = ConfigurationKey(
        name: "edge.private", environment: "EDGE_PRIVATE", flag: "--private", fallback: "private",
        help: "Folder of the private catalog; may be absent.")
    static let media = ConfigurationKey(
        name: "edge.media", environment: "EDGE_MEDIA", flag: "--media", fallback: nil,
        help: "Folder of files that appear under /media/ beside those of the site.")
    static let data = ConfigurationKey(
        name: "edge.data", environment: "EDGE_DATA", flag: "--data", fallback: "data",
        help: "Folder of everything the edge keeps; made when absent.")
    static let publicURL = ConfigurationKey(
        name: "edge.publicURL", environment: "EDGE_PUBLIC_URL", flag: "--public-url", fallback: "http://127.0.0.1:8080",
        help: "Address under which browsers and players reach the site.")
    static let logLevel = ConfigurationKey(
        name: "edge.logLevel", environment: "EDGE_LOG_LEVEL", flag: "--log-level", fallback: "info",
        help: "trace, debug, info, notice, warning, error or critical.")
    static let logFormat = ConfigurationKey(
        name: "edge.logFormat", environment: "EDGE_LOG_FORMAT", flag: "--log-format", fallback: "text",
        help: "text or json, one line an event on standard error.")
    static let drainTimeout = ConfigurationKey(
        name: "edge.drainTimeout", environment: "EDGE_DRAIN_TIMEOUT", flag: "--drain-timeout", fallback: "10s",
        help: "How long running transfers may go on after a stop, 0s–1h.")

    static let secretKey = ConfigurationKey(
        name: "edge.secretKey", environment: "EDGE_SECRET_KEY", flag: nil, fallback: nil,
        help: "Key that seals secrets in the database, 32 bytes in base64; else the file secret.key of --data.",
        isSecret: true)
    static let insecureLAN = ConfigurationKey(
        name: "edge.insecureLAN", environment: "EDGE_INSECURE_LAN", flag: "--insecure-lan", fallback: "false",
        help: "Whether people may sign in over plain http in a home network; others there can then read passwords.")
    static let trustedProxies = ConfigurationKey(
        name: "edge.trustedProxies", environment: "EDGE_TRUSTED_PROXIES", flag: "--trusted-proxies",
        fallback: "127.0.0.0/8,::1",
        help: "Addresses and blocks of proxies whose word on the client's address counts, with commas; none for none.")
    static let forwardedField = ConfigurationKey(
        name: "edge.forwardedField", environment: "EDGE_FORWARDED_FIELD", flag: "--forwarded-field",
        fallback: "x-forwarded-for",
        help: "The field that trusted proxies write: x-forwarded-for or forwarded.")
    static let originSecret = ConfigurationKey(
        name: "edge.originSecret", environment: "EDGE_ORIGIN_SECRET", flag: nil, fallback: nil,
        help: "Text of 16 or more characters that CloudFront sends as X-Origin-Secret; others are then refused.",
        isSecret: true)
    static let metricsToken = ConfigurationKey(
        name: "edge.metricsToken", environment: "EDGE_METRICS_TOKEN", flag: nil, fallback: nil,
        help: "Bearer token of 16 or more characters for /metrics; without it only this machine may ask.",
        isSecret: true)
    static let maximumConnections = ConfigurationKey(
        name: "edge.maxConnections", environment: "EDGE_MAX_CONNECTIONS", flag: "--max-connections", fallback: "2000",
        help: "Connections at a time, 1–100000; more are answered with 503.")
    static let maximumPerAddress = ConfigurationKey(
        name: "edge.maxConnectionsPerAddress", environment: "EDGE_MAX_CONNECTIONS_PER_ADDRESS",
        flag: "--max-connections-per-address", fallback: "100",
        help: "Connections, or transfers behind a proxy, of one address at a time, 1–100000; this machine is exempt.")
    static let maximumPerLink = ConfigurationKey(
        name: "edge.maxTransfersPerLink", environment: "EDGE_MAX_TRANSFERS_PER_LINK", flag: "--max-transfers-per-link",
        fallback: "8", help: "Transfers of one capability link at a time, 1–100000.")

    static let yotoClientID = ConfigurationKey(
        name: "yoto.clientID", environment: "YOTO_CLIENT_ID", flag: "--yoto-client-id", fallback: nil,
        help: "Client id of the app at dashboard.yoto.dev; else as entered in the settings.")
    static let yotoClientSecret = ConfigurationKey(
        name: "yoto.clientSecret", environment: "YOTO_CLIENT_SECRET", flag: nil, fallback: nil,
        help: "Secret of a confidential client.", isSecret: true)
    static let yotoLoginURL = ConfigurationKey(
        name: "yoto.loginURL", environment: "YOTO_LOGIN_URL", flag: "--yoto-login-url",
        fallback: "https://login.yotoplay.com",
        help: "Yoto's login server.")
    static let yotoAPIURL = ConfigurationKey(
        name: "yoto.apiURL", environment: "YOTO_API_URL", flag: "--yoto-api-url", fallback: "https://api.yotoplay.com",
        help: "Yoto's REST API.")
    static let yotoMQTTURL = ConfigurationKey(
        name: "yoto.mqttURL", environment: "YOTO_MQTT_URL", flag: "--yoto-mqtt-url", fallback: "auto",
        help: "Yoto's MQTT broker: auto, or addresses such as wss://host:443/mqtt, mqtts://host:443?alpn=mqtt.")
    static let yotoPasteURL = ConfigurationKey(
        name: "yoto.pasteURL", environment: "YOTO_PASTE_URL", flag: "--yoto-paste-url",
        fallback: "http://127.0.0.1:8080/oauth/callback",
        help: "Registered address that Yoto sends the browser to when its final address is pasted.")
    static let yotoRenewalInterval = ConfigurationKey(
        name: "yoto.renewalInterval", environment: "YOTO_RENEWAL_INTERVAL", flag: "--yoto-renewal-interval",
        fallback: "12h",
        help: "How often the login is renewed though nobody asks, 1m–720h.")
    static let yotoLoginLifetime = ConfigurationKey(
        name: "yoto.loginLifetime", environment: "YOTO_LOGIN_LIFETIME", flag: "--yoto-login-lifetime", fallback: nil,
        help: "How long a login lasts whatever is renewed, such as 720h; Yoto does not say.")

    /// All settings, in the order in which they are shown.
    static let all = [
        host, port, site, privateCatalog, media, data, publicURL, logLevel, logFormat, drainTimeout, secretKey,
        insecureLAN, trustedProxies, forwardedField, originSecret, metricsToken, maximumConnections, maximumPerAddress,
        maximumPerLink,
        yotoClientID, yotoClientSecret, yotoLoginURL, yotoAPIURL, yotoMQTTURL, yotoPasteURL,
        yotoRenewalInterval, yotoLoginLifetime,
    ]
}
