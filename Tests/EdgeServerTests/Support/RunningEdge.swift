import Foundation
import NIOCore
import TestSupport

@testable import EdgeServer

/// A server of the test's own, on a free port of the loopback.
struct RunningEdge: Sendable {
    let folder: SiteFolder
    let port: Int
    let log: LogLines
    /// What was printed: the line with the setup link.
    let printed: LogLines

    func connect() async throws -> WireConnection {
        try await WireConnection(port: port)
    }

    /// One request on a connection of its own.
    func request(
        _ method: String = "GET", _ path: String, _ fields: [String] = []
    ) async throws -> WireResponse {
        let connection = try await connect()
        try await connection.send(method, path, fields + ["Connection: close"])
        let response = try await connection.response(to: method)
        await connection.close()
        return response
    }
}

/// What a server logged.
final class LogLines: Sendable {
    private let lines = Locked<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// Runs a server around the body and stops it afterwards.
func withEdge(
    _ folder: SiteFolder, configure: (inout EdgeApplication) -> Void = { _ in },
    flags: [(ConfigurationKey, String)] = [],
    body: @Sendable @escaping (RunningEdge) async throws -> Void
) async throws {
    let configuration = try EdgeConfiguration(
        ConfigurationSources(
            flags: [
                (.port, "0"), (.site, folder.path + "/dist"), (.media, folder.path + "/media"),
                (.privateCatalog, folder.path + "/private"), (.data, folder.path + "/data"), (.drainTimeout, "1s"),
            ] + flags,
            environment: [:], file: nil))
    let log = LogLines()
    var application = EdgeApplication(
        configuration, log: LogSink { log.add(String(decoding: $0.dropLast(), as: UTF8.self)) })
    let printed = LogLines()
    application.signals = []
    application.passwordCost = ScryptCost(logN: 4)
    application.announce = { printed.add($0) }
    configure(&application)
    let (ports, report) = AsyncStream.makeStream(of: Int.self)
    application.onListening = { report.yield($0) }
    try await withThrowingTaskGroup(of: Void.self) { [application] group in
        group.addTask {
            defer { report.finish() }
            do { try await application.run() } catch is CancellationError {}
        }
        for await port in ports {
            try await body(RunningEdge(folder: folder, port: port, log: log, printed: printed))
            break
        }
        group.cancelAll()
        try await group.waitForAll()
    }
}
