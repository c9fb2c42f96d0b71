import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The whole simulator, built from its configuration: the only place that knows every part.
struct SimulatorApplication: Sendable {
    let configuration: SimulatorConfiguration
    var signals: [UnixSignal] = []
    /// Called once it listens.
    var onListening: @Sendable (RunningSimulator) async -> Void = { _ in }

    private static let maximumConnections = 2_000

    init(_ configuration: SimulatorConfiguration) {
        self.configuration = configuration
    }

    /// Serves until a signal asks to stop or the task is cancelled.
    ///
    /// - Throws: ``SimulatorFailure`` when the address is not this machine's own or cannot be bound.
    func run() async throws {
        guard LoopbackAddress.isLoopback(host: configuration.host) else {
            throw SimulatorFailure.notLoopback(host: configuration.host)
        }
        let parts = try await SimulatorParts(configuration)
        var network: [any Service] = parts.network.map { [NetworkService(network: $0)] } ?? []
        if configuration.readsKeys { network.append(PlayerKeys(family: parts.family)) }
        var group = ServiceGroupConfiguration(
            services: network + [application(parts)], gracefulShutdownSignals: signals, logger: quietLogger())
        group.maximumGracefulShutdownDuration = .seconds(2)
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw SimulatorFailure.portInUse(configuration.port)
        } catch let error as IOError {
            throw SimulatorFailure.cannotListen("\(error)")
        }
    }

    private func application(_ parts: SimulatorParts) -> some ApplicationProtocol {
        Application(
            router: parts.router(logger: requestLogger()),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(Self.maximumConnections)),
            onServerRunning: { [configuration, onListening] channel in
                let port = channel.localAddress?.port ?? configuration.port
                await onListening(await parts.start(host: configuration.host, port: port))
            },
            logger: quietLogger())
    }

    private func quietLogger() -> Logger {
        var logger = Logger(label: "yoto-simulator") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .critical
        return logger
    }

    private func requestLogger() -> Logger {
        var logger = Logger(label: "yoto-simulator") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = configuration.logsRequests ? .info : .critical
        return logger
    }
}

/// Why the simulator could not start, as one line that says what to do.
package enum SimulatorFailure: Error, Equatable, CustomStringConvertible {
    /// Its tokens and its control endpoint are for this machine only.
    case notLoopback(host: String)
    /// Another program has the port.
    case portInUse(Int)
    /// Anything else about the address.
    case cannotListen(String)
    /// A program that the broker needs is missing or does not work.
    case cannotStart(String, reason: String)

    package var description: String {
        switch self {
        case .notLoopback(let host):
            "\(host) is not a loopback address; the simulator listens on 127.0.0.1, ::1 or localhost only"
        case .portInUse(let port):
            "port \(port) is in use; stop the other program or choose another with --port"
        case .cannotListen(let reason): "cannot listen: \(reason)"
        case .cannotStart(let program, let reason):
            "\(program) cannot be used: \(reason); install Debian's mosquitto and openssl, or use --no-mqtt"
        }
    }
}
