import ArgumentParser
import Foundation
import UnixSignals

/// `site-builder serve`: the site while one works on it.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves the site and builds it anew whenever a file changes.",
        discussion: """
            Open pages load themselves again after each build, take changed stylesheets without that, and show what is \
            wrong when a build fails. The site is built into the cache folder, so dist/ stays as it is. Pages get the \
            same headers as on the edge.

            With --edge, /api/, /oauth/, /events, /a/ and /s/ are passed on to a running edge-server.

            Exit codes: 0 stopped as asked, 2 no port or folder to be had, 64 wrong options.
            """)

    @OptionGroup var source: SourceOptions

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "Port; when it is taken, the next free one. 0: any.")
    var port = 8000

    @Option(help: "Origin of a running edge: http://127.0.0.1:8080")
    var edge: String?

    func validate() throws {
        guard (0...65_515).contains(port) else { throw ValidationError("--port must be between 0 and 65515.") }
        if let edge {
            guard let url = URL(string: edge), ["http", "https"].contains(url.scheme), url.host() != nil,
                url.path().isEmpty || url.path() == "/"
            else { throw ValidationError("--edge must be an origin like http://127.0.0.1:8080: '\(edge)'.") }
        }
    }

    func run() async throws {
        var options = source.options()
        let folder = "\(source.cache)/serve"
        options.output = "\(folder)/dist"
        options.privateOutput = "\(folder)/private"
        options.cache = "\(folder)/cache.bin"
        options.compresses = false
        let origin = edge.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        do {
            try await ServeApplication(
                options: options, host: host, port: port, edge: origin, signals: [.sigterm, .sigint],
                say: { Terminal.say($0) }
            ).run()
        } catch let failure as BuildFailure {
            Terminal.complain(failure.description)
            throw ExitCode(failure.exitCode)
        }
    }
}
