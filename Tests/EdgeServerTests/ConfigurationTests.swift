import ArgumentParser
import Foundation
import Logging
import Testing

@testable import EdgeServer

@Suite struct ConfigurationTests {
    private let folder: SiteFolder

    init() throws {
        folder = try SiteFolder()
    }

    private func configuration(
        _ arguments: [String] = [], environment: [String: String] = [:], yaml: String? = nil
    ) throws -> EdgeConfiguration {
        var arguments = arguments
        if let yaml {
            try folder.write("edge.yaml", yaml)
            arguments += ["--config", folder.path + "/edge.yaml"]
        }
        return try EdgeConfiguration(ServeCommand.parse(arguments).sources(environment: environment))
    }

    @Test("Without anything the defaults hold")
    func defaults() throws {
        let configuration = try configuration()
        #expect(configuration.host == "127.0.0.1" && configuration.port.number == 8080 && configuration.site == "dist")
        #expect(configuration.media == nil && configuration.data == "data" && configuration.privateCatalog == "private")
        #expect(configuration.publicURL.url.absoluteString == "http://127.0.0.1:8080")
        #expect(configuration.logLevel == .info && configuration.logFormat == .text)
        #expect(configuration.drainTimeout == .seconds(10))
    }

    @Test("Flags win over the environment, the environment over the file, the file over the default")
    func precedence() throws {
        let yaml = "edge:\n  port: 1\n  host: file\n  site: file\n  publicURL: https://file.example\n"
        let configuration = try configuration(
            ["--port", "3"], environment: ["EDGE_PORT": "2", "EDGE_HOST": "environment", "EDGE_SITE": ""], yaml: yaml)
        #expect(configuration.port.number == 3 && configuration.host == "environment" && configuration.site == "file")
        #expect(configuration.publicURL.isHTTPS)
        let file = folder.path + "/edge.yaml"
        #expect(configuration.report.hasPrefix("edge.host = environment  # EDGE_HOST\nedge.port = 3  # --port\n"))
        #expect(configuration.report.contains("edge.site = file  # \(file)\n"))
        #expect(configuration.report.contains("edge.media = (not set)  # default\n"))
    }

    @Test("EDGE_CONFIG names the file as --config does")
    func configFromEnvironment() throws {
        try folder.write("edge.yaml", "edge: {port: 7}")
        #expect(try configuration(environment: ["EDGE_CONFIG": folder.path + "/edge.yaml"]).port.number == 7)
    }

    @Test(
        "Every setting has its documented name in the environment, which swift-configuration derives",
        arguments: ConfigurationKey.all)
    func names(key: ConfigurationKey) throws {
        let values = [
            "edge.port": "1", "edge.publicURL": "http://x", "edge.logLevel": "error", "edge.logFormat": "json",
            "edge.drainTimeout": "1s", "edge.insecureLAN": "true", "edge.trustedProxies": "10.0.0.0/8",
            "edge.forwardedField": "forwarded", "edge.originSecret": "0123456789abcdef",
            "edge.metricsToken": "0123456789abcdef", "edge.maxConnections": "10", "edge.maxConnectionsPerAddress": "5",
            "edge.maxTransfersPerLink": "2",
            "yoto.loginURL": "https://x", "yoto.apiURL": "http://127.0.0.1:1", "yoto.pasteURL": "http://127.0.0.1:1/x",
            "yoto.mqttURL": "mqtt://127.0.0.1:1",
            "yoto.renewalInterval": "1h", "yoto.loginLifetime": "720h",
            "edge.secretKey": Data(repeating: 1, count: 32).base64EncodedString(),
        ]
        let configuration = try configuration(environment: [key.environment: values[key.name] ?? "x"])
        #expect(configuration.settings.first { $0.key == key }?.source == .environment(key.environment))
        #expect(ServeCommand.helpMessage(columns: 200).contains(key.environment))
        if let flag = key.flag { #expect(ServeCommand.helpMessage(columns: 200).contains(flag)) }
        #expect((key.flag == nil) == key.isSecret)
    }

    @Test(
        "A value that cannot be used is told with setting, value and source",
        arguments: [
            ("EDGE_PORT", "65536", #"edge.port: "65536" from EDGE_PORT is not a port (0–65535)"#),
            ("EDGE_PORT", "http", #"edge.port: "http" from EDGE_PORT is not a port (0–65535)"#),
            ("EDGE_PUBLIC_URL", "yoto.example.org", "is not an address such as https://yoto.example.org"),
            ("EDGE_PUBLIC_URL", "https://x/path", "is not an address such as https://yoto.example.org"),
            ("EDGE_LOG_LEVEL", "loud", "is not a log level (trace, debug, info"),
            ("EDGE_LOG_FORMAT", "xml", "is not text or json"),
            ("EDGE_DRAIN_TIMEOUT", "10", "is not a duration from 0s to 1h, such as 10s"),
            ("EDGE_DRAIN_TIMEOUT", "2h", "is not a duration from 0s to 1h, such as 10s"),
        ])
    func badValues(name: String, value: String, text: String) {
        #expect(throws: ConfigurationError.self) { try configuration(environment: [name: value]) }
        let error = #expect(throws: ConfigurationError.self) { try configuration(environment: [name: value]) }
        #expect(error?.description.contains(text) == true && error?.description.contains(name) == true)
        #expect(error?.isCommandLine == false && error?.description.contains("\n") == false)
    }

    @Test("The same mistake on the command line is the command line's")
    func badFlag() {
        let error = #expect(throws: ConfigurationError.self) { try configuration(["--port", "x"]) }
        #expect(error?.isCommandLine == true)
    }

    @Test(
        "A file that cannot be used is told in one line",
        arguments: [
            ("edge:\n  publicUrl: http://x\n", "unknown setting edge.publicUrl; did you mean edge.publicURL?"),
            ("port: 80\n", "unknown setting port; did you mean edge.port?"),
            ("zzzzzzzzzzzzzzzz: 1\n", "unknown setting zzzz"),
            ("edge:\n  port: [1, 2]\n", "edge.port: the value in"), ("edge: {port: 1", "is not readable YAML"),
            ("- a\n- b\n", "is not readable YAML"), ("edge:\n  port: x\n", #"edge.port: "x" from"#),
        ])
    func badFile(yaml: String, text: String) {
        let error = #expect(throws: ConfigurationError.self) { try configuration(yaml: yaml) }
        #expect(error?.description.contains(text) == true && error?.description.contains("\n") == false)
    }

    @Test("A secret is shown neither in the report nor in an error")
    func secrets() {
        let key = ConfigurationKey(
            name: "yoto.clientSecret", environment: "YOTO_CLIENT_SECRET", flag: "--x", fallback: nil, help: "",
            isSecret: true)
        let setting = ConfigurationSetting(key: key, value: "hunter2", source: .environment("YOTO_CLIENT_SECRET"))
        #expect(setting.line == "yoto.clientSecret = <hidden>  # YOTO_CLIENT_SECRET")
        #expect(!ConfigurationError(setting, isNot: "long enough").description.contains("hunter2"))
    }

    @Test(
        "Durations are numbers with a unit",
        arguments: [("500ms", 500), ("10s", 10_000), ("5m", 300_000), ("1h", 3_600_000)])
    func durations(text: String, milliseconds: Int) {
        #expect(TimeSpan(text)?.duration == .milliseconds(milliseconds))
    }

    @Test("Anything else is no duration", arguments: ["", "s", "10", "-1s", "1.5s", "10 s", "9999999s", "١s"])
    func noDurations(text: String) {
        #expect(TimeSpan(text) == nil)
    }
}
