import Core
import Foundation
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
    var clock = HTTPClock()
    var signals: [UnixSignal] = [.sigterm, .sigint]
    /// Called with the port once the server listens.
    var onListening: @Sendable (Int) async -> Void = { _ in }

    init(_ configuration: EdgeConfiguration) {
        self.configuration = configuration
        settings = ConnectionSettings(drainTimeout: TimeAmount(configuration.drainTimeout))
        logger = Logger(label: "edge") { label in
            LineLogHandler(label: label, level: configuration.logLevel, format: configuration.logFormat)
        }
    }

    /// Serves until a signal asks to stop or the task is cancelled.
    ///
    /// - Throws: `StartFailure` when a folder or the port cannot be used.
    func run() async throws {
        try FolderCheck(configuration).run()
        let group = ServiceGroup(configuration: serviceGroupConfiguration())
        do {
            try await group.run()
        } catch {
            throw StartFailure(binding: error, host: configuration.host, port: configuration.port.number) ?? error
        }
    }

    private func serviceGroupConfiguration() -> ServiceGroupConfiguration {
        var quiet = logger
        quiet.logLevel = max(.error, logger.logLevel)
        var group = ServiceGroupConfiguration(
            services: [application()], gracefulShutdownSignals: signals, logger: quiet)
        // Connections close by themselves after the drain timeout; this is for whatever else might hang.
        group.maximumGracefulShutdownDuration = configuration.drainTimeout + .seconds(5)
        return group
    }

    private func application() -> some ApplicationProtocol {
        let files = siteFiles()
        let dispatcher = ResourceDispatcher(providers: providers + [files], clock: clock)
        let accessLog = AccessLog(logger: logger)
        let server = HTTPServerBuilder { [settings] responder in
            EdgeChannel(responder: responder, dispatcher: dispatcher, settings: settings, accessLog: accessLog)
        }
        return Application(
            router: router(headers: files.loader.headers),
            server: server,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port.number),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.maximumConnections)),
            onServerRunning: { [onListening, logger, configuration] channel in
                let port = channel.localAddress?.port ?? configuration.port.number
                logger.notice("listening", metadata: ["url": "http://\(configuration.host):\(port)/"])
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

    private func siteFiles() -> SiteFiles {
        let headers = SiteHeaders(
            path: configuration.site + "/headers.json", standard: .standard(https: configuration.publicURL.isHTTPS),
            logger: logger)
        let loader = SiteLoader(
            site: FileTree(root: configuration.site), media: configuration.media.map(FileTree.init),
            opener: FileOpener(hashes: ContentHashes()), headers: headers)
        return SiteFiles(loader: loader, cache: SiteDocumentCache(), threads: NIOThreadPool.singleton)
    }

    private func router(headers: SiteHeaders) -> Router<EdgeRequestContext> {
        let router = Router(context: EdgeRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: APIFields(headers: headers))
        router.add(middleware: ProblemResponses(logger: logger))
        let threads = BlockingWork(threads: NIOThreadPool.singleton)
        let cards = CardsService(
            published: configuration.site + "/catalog.json", kept: configuration.privateCatalog + "/catalog.json",
            threads: threads)
        HealthRoutes(service: HealthService(configuration: configuration, cards: cards, threads: threads)).add(
            to: router)
        SiteInfoRoutes(service: SiteInfoService(cards: cards)).add(to: router)
        CardsRoutes(service: cards).add(to: router)
        return router
    }
}
