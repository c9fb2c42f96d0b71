import Core
import Foundation
import HTTPClient
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// The whole server, built from its configuration: the only place that knows every part.
struct EdgeApplication: Sendable {
    let configuration: EdgeConfiguration
    var settings: ConnectionSettings
    /// What answers besides the site's files, asked first; tests add theirs.
    var providers: [any ResourceProvider] = []
    var logger: Logger
    /// One line for each request; replaced in tests.
    var accessLog: AccessLog
    var clock = HTTPClock()
    /// Where requests are from and which are let in.
    var gate: OriginGate
    /// What `/metrics` is read with from elsewhere.
    var metricsToken: String?
    /// Time of day for sessions, limits and logs; replaced in tests.
    var now: @Sendable () -> Timestamp = Timestamp.now
    /// What hashing a password costs; less in tests, so that a thousand of them take moments.
    var passwordCost = ScryptCost.standard
    /// Changes the limits of a request to Yoto; to shorter ones in tests that make it hang.
    var yotoTimeouts: @Sendable (HTTPTimeouts) -> HTTPTimeouts = { $0 }
    /// Where the one line with the setup link goes.
    var announce: @Sendable (String) -> Void = { FileHandle.standardOutput.write(Data(($0 + "\n").utf8)) }
    var signals: [UnixSignal] = [.sigterm, .sigint]
    /// Called with the port once the server listens.
    var onListening: @Sendable (Int) async -> Void = { _ in }

    /// - Parameter log: where log lines go.
    init(_ configuration: EdgeConfiguration, log: LogSink = .standardError) {
        self.configuration = configuration
        metricsToken = configuration.metricsToken
        gate = OriginGate(trust: configuration.trust, secret: configuration.originSecret)
        settings = ConnectionSettings(drainTimeout: TimeAmount(configuration.drainTimeout))
        logger = Logger(label: "edge") { label in
            LineLogHandler(label: label, level: configuration.logLevel, format: configuration.logFormat, sink: log)
        }
        accessLog = AccessLog(sink: log, format: configuration.logFormat, isEnabled: configuration.logLevel <= .info)
    }

    /// Serves until a signal asks to stop or the task is cancelled.
    ///
    /// - Throws: `StartFailure` when a folder, the database or the port cannot be used.
    func run() async throws {
        try FolderCheck(configuration).run()
        try refuseOpenPasswords()
        let folder = try await openDataFolder()
        defer { folder.lock?.release() }
        let parts = EdgeParts(self, folder: folder)
        try await parts.yoto.keeper.open()
        try await parts.players.writer.restore()
        let group = ServiceGroup(configuration: serviceGroupConfiguration(parts))
        do {
            try await group.run()
        } catch {
            throw StartFailure(binding: error, host: configuration.host, port: configuration.port.number) ?? error
        }
    }

    private func serviceGroupConfiguration(_ parts: EdgeParts) -> ServiceGroupConfiguration {
        var quiet = logger
        quiet.logLevel = max(.error, logger.logLevel)
        var group = ServiceGroupConfiguration(
            services: [
                parts.upkeep, parts.serverUpkeep, parts.yoto.keeper, parts.connector, parts.players.connection,
                application(parts), parts.players.writer, parts.players.rules,
            ],
            gracefulShutdownSignals: signals, logger: quiet)
        // Connections close by themselves after the drain timeout; this is for whatever else might hang.
        group.maximumGracefulShutdownDuration = configuration.drainTimeout + .seconds(5)
        return group
    }

    private func application(_ parts: EdgeParts) -> some ApplicationProtocol {
        let files = siteFiles(parts)
        let dispatcher = ResourceDispatcher(
            providers: providers + [files], clock: clock, gate: gate,
            transfers: TransferLimits(
                perClient: configuration.maximumPerAddress, perLink: configuration.maximumPerLink))
        let recorder = RequestRecorder(log: accessLog, metrics: parts.metrics)
        let server = HTTPServerBuilder { [settings] responder in
            EdgeChannel(
                responder: responder, dispatcher: dispatcher, settings: settings, recorder: recorder,
                door: parts.door)
        }
        return Application(
            router: router(parts, headers: files.loader.headers),
            server: server,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port.number),
                availableConnectionsDelegate: MaximumAvailableConnections(
                    configuration.maximumConnections + ConnectionSettings.refusedAtATime)),
            onServerRunning: { [self] channel in
                let port = channel.localAddress?.port ?? configuration.port.number
                logger.notice("listening", metadata: ["url": "http://\(configuration.host):\(port)/"])
                await offerSetup(parts.accounts.setup)
                await onListening(port)
            },
            logger: hummingbirdLogger())
    }

    /// Hummingbird tells at `info` what we tell ourselves.
    private func hummingbirdLogger() -> Logger {
        var logger = logger
        if logger.logLevel > .debug { logger.logLevel = max(.error, logger.logLevel) }
        return logger
    }

    private func siteFiles(_ parts: EdgeParts) -> SiteFiles {
        let headers = SiteHeaders(
            path: configuration.site + "/headers.json", isHTTPS: configuration.publicURL.isHTTPS, logger: logger)
        let loader = SiteLoader(
            site: FileTree(root: configuration.site), media: configuration.media.map(FileTree.init),
            opener: FileOpener(hashes: ContentHashes()), headers: headers)
        return SiteFiles(loader: loader, cache: parts.files, threads: NIOThreadPool.singleton)
    }
}
