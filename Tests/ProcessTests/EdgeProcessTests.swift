import Foundation
import Testing

@Suite(.timeLimit(.minutes(5))) final class EdgeProcessTests {
    private let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appending(
        path: "edge-process-\(UUID().uuidString)")

    init() throws {
        let media = folder.appending(path: "dist/media")
        try FileManager.default.createDirectory(at: media, withIntermediateDirectories: true)
        try Data("<!doctype html><title>Home</title>".utf8).write(to: folder.appending(path: "dist/index.html"))
        try Data(repeating: 7, count: 30_000_000).write(to: media.appending(path: "song.mp3"))
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private func serve(_ arguments: [String], environment: [String: String] = [:]) throws -> EdgeProcess {
        try EdgeProcess.start(["serve"] + arguments, in: folder, environment: environment)
    }

    @Test("Without a command it shows help")
    func help() async throws {
        let result = try await EdgeProcess.start([], in: folder).end()
        #expect(result.output.contains("USAGE: edge-server <subcommand>"))
    }

    @Test(
        "What cannot be used ends with 2 and one line that says what to do",
        arguments: [
            (["--site", "nowhere"], [:], "run `swift run site-builder` first"),
            (["--media", "nowhere"], [:], "--media"),
            ([], ["EDGE_PORT": "high"], "EDGE_PORT"), (["--config", "nowhere.yaml"], [:], "nowhere.yaml"),
            (["--host", "203.0.113.9"], [:], "--host"), (["--host", "name.invalid"], [:], "--host"),
        ] as [([String], [String: String], String)])
    func refused(arguments: [String], environment: [String: String], text: String) async throws {
        let result = try await serve(arguments, environment: environment).end()
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errors.hasPrefix("edge-server: ") && result.errors.contains(text))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test("A busy port ends with 2 and one line")
    func busyPort() async throws {
        let first = try serve(["--port", "0"])
        let port = try await first.port()
        let second = try await serve(["--port", "\(port)", "--data", "other"]).end()
        #expect(second.status == 2)
        #expect(
            second.errors.split(separator: "\n") == [
                "edge-server: port \(port) on 127.0.0.1 is in use; stop the other program or choose another with --port"
            ])
        first.process.terminate()
        #expect(await first.end().status == 0)
    }

    @Test("A bad command line ends with 64", arguments: [["--bogus"], ["--port", "x"], ["--port"], ["extra"]])
    func usage(arguments: [String]) async throws {
        let result = try await serve(arguments).end()
        #expect(result.status == 64 && result.errors.contains("Error:"))
    }

    @Test("The effective configuration is printed with its sources")
    func printConfiguration() async throws {
        let result = try await serve(["--print-configuration"], environment: ["EDGE_PORT": "9"]).end()
        #expect(result.status == 0 && result.output.contains("edge.port = 9  # EDGE_PORT\n"))
    }

    @Test("A signal while idle ends with 0 at once", arguments: [SIGTERM, SIGINT])
    func stop(signal: Int32) async throws {
        let edge = try serve(["--port", "0", "--log-format", "text"])
        _ = try await edge.port()
        kill(edge.process.processIdentifier, signal)
        #expect(await edge.end().status == 0)
    }

    @Test("A transfer that runs when the stop comes is finished, then the program ends with 0")
    func stopDuringTransfer() async throws {
        let edge = try serve(["--port", "0"])
        let client = try EdgeSlowClient(port: try await edge.port(), path: "/media/song.mp3")
        try await client.waitForFirstByte()
        edge.process.terminate()
        let received = try await client.rest()
        #expect(received > 30_000_000)
        #expect(await edge.end().status == 0)
    }

    @Test("A reader that does not read is cut off after the drain timeout, and the program ends with 0")
    func stopWithStalledReader() async throws {
        let edge = try serve(["--port", "0", "--drain-timeout", "200ms"])
        let client = try EdgeSlowClient(port: try await edge.port(), path: "/media/song.mp3")
        try await client.waitForFirstByte()
        edge.process.terminate()
        #expect(await edge.end(within: 10).status == 0)
        withExtendedLifetime(client) {}
    }

    @Test("Descriptors are given back: as many after a thousand requests and a hundred broken transfers as before")
    func descriptors() async throws {
        let edge = try serve(["--port", "0"])
        let port = try await edge.port()
        let table = "/proc/\(edge.process.processIdentifier)/fd"
        func count() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: table).count }
        for path in ["/", "/media/song.mp3"] {
            _ = try await EdgeSlowClient(port: port, path: path, method: "HEAD").rest()
        }
        let before = try count()
        for _ in 0..<100 {
            let client = try EdgeSlowClient(port: port, path: "/media/song.mp3")
            try await client.waitForFirstByte()
            for path in ["/", "/nothing", "/media/song.mp3"] {
                _ = try await EdgeSlowClient(port: port, path: path, method: "HEAD").rest()
            }
        }
        let deadline = ContinuousClock.now + .seconds(10)
        while try count() > before, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(10)) }
        #expect(try count() <= before)
        edge.process.terminate()
        #expect(await edge.end().status == 0)
    }

    @Test("A hundred readers that do not read cost little memory")
    func slowReaders() async throws {
        let edge = try serve(["--port", "0"])
        let port = try await edge.port()
        let status = "/proc/\(edge.process.processIdentifier)/status"
        func anonymousKilobytes() throws -> Int {
            let text = try String(contentsOfFile: status, encoding: .utf8)
            return text.firstMatch(of: #/RssAnon:\s+(\d+) kB/#).flatMap { Int($0.1) } ?? 0
        }
        _ = try await EdgeSlowClient(port: port, path: "/media/song.mp3", method: "HEAD").rest()
        let before = try anonymousKilobytes()
        var clients: [EdgeSlowClient] = []
        for _ in 0..<100 {
            let client = try EdgeSlowClient(port: port, path: "/media/song.mp3")
            try await client.waitForFirstByte()
            clients.append(client)
        }
        #expect(try anonymousKilobytes() - before < 16_000)
        clients = []
        edge.process.terminate()
        #expect(await edge.end().status == 0)
    }
}
