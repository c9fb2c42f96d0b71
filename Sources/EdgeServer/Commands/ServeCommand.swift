import ArgumentParser
import Foundation

/// `edge-server serve`: serves until SIGTERM or SIGINT.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve the site, its media and the API.",
        discussion: """
            A flag wins over the environment, the environment over the file of --config, the file over the default. \
            The file is YAML with keys such as edge.publicURL. Secrets have no flag: EDGE_SECRET_KEY (32 bytes in base64) \
            replaces the key file secret.key of the data folder; YOTO_CLIENT_SECRET is that of a confidential client; \
            EDGE_ORIGIN_SECRET lets in only what CloudFront sends with it as X-Origin-Secret; EDGE_METRICS_TOKEN opens \
            /metrics to others than this machine.

            The first start prints a line with a link that makes the administrator.

            Exit codes: 0 stopped as asked, 2 a value, folder or port cannot be used, 64 bad command line.
            """)

    @Option(help: .key(.host)) var host: String?
    @Option(help: .key(.port)) var port: String?
    @Option(help: .key(.site)) var site: String?
    @Option(name: .customLong("private"), help: .key(.privateCatalog)) var privateCatalog: String?
    @Option(help: .key(.media)) var media: String?
    @Option(help: .key(.data)) var data: String?
    @Option(name: .customLong("public-url"), help: .key(.publicURL)) var publicURL: String?
    @Option(help: ArgumentHelp("YAML file with settings. (environment: EDGE_CONFIG)", valueName: "file"))
    var config: String?
    @Option(help: .key(.logLevel)) var logLevel: String?
    @Option(help: .key(.logFormat)) var logFormat: String?
    @Option(help: .key(.drainTimeout)) var drainTimeout: String?
    @Flag(name: .customLong("insecure-lan"), help: .key(.insecureLAN)) var insecureLAN = false
    @Option(help: .key(.trustedProxies)) var trustedProxies: String?
    @Option(help: .key(.forwardedField)) var forwardedField: String?
    @Option(help: .key(.maximumConnections)) var maxConnections: String?
    @Option(help: .key(.maximumPerAddress)) var maxConnectionsPerAddress: String?
    @Option(help: .key(.maximumPerLink)) var maxTransfersPerLink: String?
    @OptionGroup(title: "Yoto") var yoto: YotoOptions
    @Flag(help: "Show the effective settings and where each is from, then stop.") var printConfiguration = false

    func run() async throws {
        try await reportingFailures {
            let configuration = try EdgeConfiguration(sources(environment: ProcessInfo.processInfo.environment))
            if printConfiguration {
                print(configuration.report)
            } else {
                try await EdgeApplication(configuration).run()
            }
        }
    }

    /// The settings' sources, with what was given here first.
    func sources(environment: [String: String]) throws -> ConfigurationSources {
        let given: [(ConfigurationKey, String?)] = [
            (.host, host), (.port, port), (.site, site), (.privateCatalog, privateCatalog), (.media, media),
            (.data, data), (.publicURL, publicURL), (.logLevel, logLevel), (.logFormat, logFormat),
            (.drainTimeout, drainTimeout), (.insecureLAN, insecureLAN ? "true" : nil),
            (.trustedProxies, trustedProxies), (.forwardedField, forwardedField), (.maximumConnections, maxConnections),
            (.maximumPerAddress, maxConnectionsPerAddress), (.maximumPerLink, maxTransfersPerLink),
        ]
        let file = config ?? environment["EDGE_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        return try ConfigurationSources(
            flags: (given + yoto.given).compactMap { key, value in value.map { (key, $0) } }, environment: environment,
            file: file)
    }
}

extension ArgumentHelp {
    /// What a setting is, its name in the environment and its default.
    static func key(_ key: ConfigurationKey) -> ArgumentHelp {
        let fallback = key.fallback.map { ", default: \($0)" } ?? ""
        return ArgumentHelp("\(key.help) (environment: \(key.environment)\(fallback))")
    }
}
