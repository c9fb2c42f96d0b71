import Core
import Foundation
import HTTPClient
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// `site-builder serve`, built from its parts: the only place that knows them all.
struct ServeApplication: Sendable {
    let options: BuildOptions
    let host: String
    /// The first to try; the next ones follow when it is taken. 0: any free one.
    let port: Int
    /// Origin of a running edge.
    var edge: String?
    var signals: [UnixSignal] = []
    var say: @Sendable (String) -> Void = { _ in }
    /// Called with the port once it listens.
    var onListening: @Sendable (Int) async -> Void = { _ in }

    /// How many ports are tried.
    private static let maximumTries = 20

    /// Serves until a signal asks to stop or the task is cancelled.
    ///
    /// - Throws: `BuildFailure.environment` when no port can be had.
    func run() async throws {
        let transport = HTTPTransport(logger: quietLogger())
        let proxy = edge.map { EdgeProxy(origin: $0, transport: transport) }
        var tried = 0
        while true {
            do {
                try await serve(on: port == 0 ? 0 : port + tried, proxy)
                break
            } catch let error as IOError where error.errnoCode == EADDRINUSE && tried + 1 < Self.maximumTries {
                tried += 1
            } catch let error as IOError {
                await transport.close()
                throw BuildFailure.environment("cannot listen on \(host):\(port + tried): \(error)")
            }
        }
        await transport.close()
    }

    private func serve(on port: Int, _ proxy: EdgeProxy?) async throws {
        let live = LiveSite()
        let (listening, listened) = AsyncStream.makeStream(of: Int.self)
        let files = ServedFiles(folder: options.output)
        let server = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in
                try await Self.answer(request, files: files, live: live, proxy: proxy)
            },
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            onServerRunning: { channel in
                listened.yield(channel.localAddress?.port ?? port)
                listened.finish()
            },
            logger: quietLogger())
        let watcher = Starter(ports: listening) { port in
            await onListening(port)
            var options = options
            // The pages' own addresses are those at which they are served.
            options.baseURL = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            say("Serving at \(options.baseURL)/  (stop with Ctrl-C)")
            try await SiteWatcher(options: options, live: live, say: say).run()
        }
        var group = ServiceGroupConfiguration(
            services: [server, watcher], gracefulShutdownSignals: signals, logger: quietLogger())
        // Open pages listen for events for ever.
        group.maximumGracefulShutdownDuration = .seconds(1)
        try await ServiceGroup(configuration: group).run()
    }

    /// Begins its work when the port is known.
    private struct Starter: Service {
        let ports: AsyncStream<Int>
        let work: @Sendable (Int) async throws -> Void

        func run() async throws {
            for await port in ports.cancelOnGracefulShutdown() { try await work(port) }
        }
    }

    private static func answer(
        _ request: Request, files: ServedFiles, live: LiveSite, proxy: EdgeProxy?
    ) async throws -> Response {
        let path = request.uri.path
        switch path {
        case LiveScript.eventsURL: return await events(live)
        case LiveScript.scriptURL: return ServedFiles.text(LiveScript.script, type: MediaType.of(path: path))
        case LiveScript.styleURL: return ServedFiles.text(LiveScript.style, type: MediaType.of(path: path))
        default: break
        }
        if EdgeProxy.isDynamic(path) {
            if let proxy { return try await proxy.answer(request) }
            return ServedFiles.text(
                "{\"code\":\"not-found\",\"status\":404,\"title\":\"No edge: start serve with --edge URL\"}",
                type: "application/problem+json", status: .notFound)
        }
        return files.answer(request)
    }

    private static func events(_ live: LiveSite) async -> Response {
        let events = await live.events()
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                for await event in events.cancelOnGracefulShutdown() {
                    try await writer.write(ByteBuffer(string: event.message))
                }
                try await writer.finish(nil)
            })
    }

    private func quietLogger() -> Logger {
        var logger = Logger(label: "site-builder") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .critical
        return logger
    }
}
