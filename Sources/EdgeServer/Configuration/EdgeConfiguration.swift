import Core
import Foundation
import Logging

/// Everything the edge must know to start, checked.
///
/// ## Configuration keys
/// `edge.host`, `edge.port` (0…65535), `edge.site`, `edge.private`, `edge.media` (optional), `edge.data`,
/// `edge.publicURL` (http or https), `edge.logLevel`, `edge.logFormat` (`text`, `json`), `edge.drainTimeout` (0s…1h),
/// `edge.secretKey` (optional, secret), `edge.insecureLAN` (true, false), `edge.trustedProxies`, `edge.forwardedField`,
/// `edge.originSecret` and `edge.metricsToken` (optional, secret, 16…1024 characters), `edge.maxConnections`,
/// `edge.maxConnectionsPerAddress` and `edge.maxTransfersPerLink` (1…100000); `yoto.…` in
/// ``YotoConfiguration``; defaults and names in the environment are in ``ConfigurationKey``.
struct EdgeConfiguration: Sendable {
    var host: String
    var port: Port
    var site: String
    var privateCatalog: String
    var media: String?
    var data: String
    var publicURL: PublicURL
    var logLevel: Logger.Level
    var logFormat: LogFormat
    var drainTimeout: Duration
    /// `nil` when the file in the data folder has it.
    var secretKey: SealingKey?
    var allowsInsecureLAN: Bool
    /// Whose word on where a request is from counts.
    var trust: ProxyTrust
    /// What CloudFront proves itself with.
    var originSecret: String?
    /// What others than this machine read `/metrics` with.
    var metricsToken: String?
    var maximumConnections: Int
    var maximumPerAddress: Int
    var maximumPerLink: Int
    var yoto: YotoConfiguration
    /// The settings as they were found, in the order of ``ConfigurationKey/all``.
    var settings: [ConfigurationSetting]

    /// Reads and checks all settings.
    ///
    /// - Throws: `ConfigurationError` for the first that cannot be used.
    init(_ sources: ConfigurationSources) throws {
        settings = try ConfigurationKey.all.map(sources.setting)
        let reader = SettingReader(settings: settings)
        host = try reader.text(.host)
        port = try reader.value(.port, expected: "a port (0–65535)") { Port($0) }
        site = try reader.text(.site)
        privateCatalog = try reader.text(.privateCatalog)
        media = reader.optional(.media)
        data = try reader.text(.data)
        publicURL = try reader.value(.publicURL, expected: "an address such as https://yoto.example.org") {
            PublicURL($0)
        }
        logLevel = try reader.value(
            .logLevel, expected: "a log level (\(Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")))"
        ) { Logger.Level(rawValue: $0) }
        logFormat = try reader.value(.logFormat, expected: "text or json") { LogFormat(rawValue: $0) }
        drainTimeout = try reader.value(.drainTimeout, expected: "a duration from 0s to 1h, such as 10s") {
            TimeSpan($0).flatMap { $0.duration <= .seconds(3600) ? $0.duration : nil }
        }
        secretKey = try reader.optionalValue(.secretKey, expected: "32 bytes in base64") { SealingKey(base64: $0) }
        allowsInsecureLAN = try reader.value(.insecureLAN, expected: "true or false") { Bool($0) }
        trust = ProxyTrust(
            proxies: try reader.value(
                .trustedProxies, expected: "a list of addresses and blocks such as 10.0.0.0/8, or none"
            ) { ProxyList($0)?.blocks },
            field: try reader.value(.forwardedField, expected: "x-forwarded-for or forwarded") {
                ForwardedField(rawValue: $0)
            })
        originSecret = try reader.secretText(.originSecret)
        metricsToken = try reader.secretText(.metricsToken)
        maximumConnections = try reader.count(.maximumConnections)
        maximumPerAddress = try reader.count(.maximumPerAddress)
        maximumPerLink = try reader.count(.maximumPerLink)
        yoto = try YotoConfiguration(reader)
    }

    /// One line for each setting, with its source; secrets hidden.
    var report: String { settings.map(\.line).joined(separator: "\n") }
}
