import ArgumentParser
import Foundation
import UnixSignals

/// `yoto-simulator`: a Yoto cloud on loopback. It only parses; `SimulatorApplication` runs what it says.
@main
struct YotoSimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "yoto-simulator",
        abstract: "A Yoto cloud on loopback, for development, demo and tests.",
        discussion: """
            It speaks Yoto's OAuth and REST protocols over plain HTTP for a made-up family with three players and three \
            cards. State is in memory and gone at the end. Once it listens, it prints one line: the environment that \
            makes an edge use it. For example:

              swift run yoto-simulator --auto-approve
              env YOTO_CLIENT_ID=… YOTO_LOGIN_URL=… YOTO_API_URL=… swift run edge-server serve

            Look at it and cause faults at /_control, for example:

              curl http://127.0.0.1:8090/_control
              curl -d '{"kind":"status","status":429,"retryAfter":30,"path":"/content","count":2}' \
            http://127.0.0.1:8090/_control/faults

            Lifetimes are numbers with s, m, h or d: 90s, 15m, 1h, 2d.

            Exit codes: 0 stopped as asked, 2 the port cannot be used, 64 bad command line.
            """)

    @Option(help: "Address to listen on: 127.0.0.1, ::1 or localhost.") var host = "127.0.0.1"
    @Option(help: "Port to listen on; 0 for a free one.") var port = 8090
    @Flag(help: "Give consent without a click, in the browser and for devices.") var autoApprove = false
    @Option(name: .customLong("client-id"), help: "Id of the registered application.")
    var clientID = RegisteredClient.example.id
    @Option(help: "Secret that makes it a confidential application.") var clientSecret: String?
    @Option(
        name: .customLong("redirect-uri"),
        help: ArgumentHelp(
            "Allowed callback URL, compared exactly; may be given again. Default: those of an edge on port 8080.",
            valueName: "url"))
    var redirectURIs: [String] = []
    @Option(help: ArgumentHelp("Space-separated scopes of the application. Default: all.", valueName: "scopes"))
    var scopes: String?
    @Option(help: ArgumentHelp("Life of access tokens.", valueName: "time")) var accessTokenLifetime = Lifetime(86_400)
    @Option(help: ArgumentHelp("Life of refresh tokens. Default: no end.", valueName: "time"))
    var refreshTokenLifetime: Lifetime?
    @Flag(help: "Answer refreshes without a new refresh token, as Yoto once did.") var noRotation = false
    @Flag(help: "Start with a family without players and cards.") var emptyFamily = false
    @Flag(help: "Do without MQTT, which needs mosquitto and openssl.") var noMQTT = false
    @Flag(help: "Play with a player from standard input, one word a line; ? lists them.") var keys = false
    @Flag(help: "Tell each answer on standard error: method, path, status.") var logRequests = false
    @Flag(help: "Print the environment for the edge and stop.") var printEnvironment = false

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
        guard LoopbackAddress.isLoopback(host: host) else {
            throw ValidationError(SimulatorFailure.notLoopback(host: host).description)
        }
        if printEnvironment, port == 0 { throw ValidationError("--print-environment needs a --port other than 0") }
        for url in redirectURIs where URL(string: url)?.scheme == nil || url.contains("#") {
            throw ValidationError("--redirect-uri must be an absolute URL without a fragment: \(url)")
        }
        let unknown = Set(scopes?.split(separator: " ").map(String.init) ?? []).subtracting(YotoScope.all)
        if let scope = unknown.sorted().first { throw ValidationError("--scopes: Yoto has no scope \(scope)") }
    }

    func run() async throws {
        let configuration = simulatorConfiguration
        if printEnvironment {
            print(SimulatorParts.environmentLine(configuration, port: port))
            return
        }
        var application = SimulatorApplication(configuration)
        application.signals = [.sigterm, .sigint]
        application.onListening = { simulator in
            print(
                SimulatorParts.environmentLine(
                    configuration, port: simulator.port, broker: simulator.network?.address))
            // Whoever waits for this line may read a pipe, which is not written line by line.
            fflush(nil)
        }
        do {
            try await application.run()
        } catch let failure as SimulatorFailure {
            FileHandle.standardError.write(Data("yoto-simulator: \(failure)\n".utf8))
            throw ExitCode(2)
        }
    }

    var simulatorConfiguration: SimulatorConfiguration {
        var configuration = SimulatorConfiguration()
        configuration.host = host
        configuration.port = port
        configuration.clients = [
            RegisteredClient(
                id: clientID, secret: clientSecret,
                redirectURIs: redirectURIs.isEmpty ? RegisteredClient.example.redirectURIs : redirectURIs,
                scopes: scopes.map { Set($0.split(separator: " ").map(String.init)) } ?? YotoScope.all)
        ]
        configuration.settings.autoApprove = autoApprove
        configuration.settings.accessTokenSeconds = accessTokenLifetime.seconds
        configuration.settings.refreshTokenSeconds = refreshTokenLifetime?.seconds
        configuration.settings.rotatesRefreshTokens = !noRotation
        configuration.hasExampleFamily = !emptyFamily
        configuration.hasMQTT = !noMQTT
        configuration.readsKeys = keys
        configuration.logsRequests = logRequests
        return configuration
    }
}

/// A time on the command line: whole seconds, or a number with `s`, `m`, `h` or `d`.
struct Lifetime: ExpressibleByArgument, Equatable, CustomStringConvertible {
    let seconds: Int

    init(_ seconds: Int) {
        self.seconds = seconds
    }

    init?(argument: String) {
        let units = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let unit = argument.last.flatMap { units[String($0)] }
        guard let count = Int(unit == nil ? argument : String(argument.dropLast())), count > 0, count < 100_000_000
        else { return nil }
        seconds = count * (unit ?? 1)
    }

    var description: String { seconds % 3_600 == 0 ? "\(seconds / 3_600)h" : "\(seconds)s" }

    var defaultValueDescription: String { description }
}
