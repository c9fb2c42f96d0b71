import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import YotoSimulator

/// The command line, and the built program as a process.
@Suite(.timeLimit(.minutes(5)))
struct CommandTests {
    private static let binary = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "yoto-simulator").path(percentEncoded: false)

    @Test func commandName() {
        #expect(YotoSimulatorCommand.configuration.commandName == "yoto-simulator")
    }

    @Test func flags_becomeAConfiguration() throws {
        let command = try YotoSimulatorCommand.parse([
            "--port", "0", "--auto-approve", "--client-id", "me", "--client-secret", "s", "--redirect-uri",
            "http://a/1", "--redirect-uri", "http://a/2", "--access-token-lifetime", "1h", "--refresh-token-lifetime",
            "2d", "--no-rotation", "--empty-family", "--scopes", "family:view openid",
        ])
        let configuration = command.simulatorConfiguration
        #expect(configuration.settings.autoApprove)
        #expect(configuration.settings.accessTokenSeconds == 3_600)
        #expect(configuration.settings.refreshTokenSeconds == 172_800)
        #expect(!configuration.settings.rotatesRefreshTokens)
        #expect(!configuration.hasExampleFamily)
        #expect(configuration.clients[0].redirectURIs == ["http://a/1", "http://a/2"])
        #expect(configuration.clients[0].scopes == ["family:view", "openid"])
        #expect(configuration.clients[0].secret == "s")
    }

    @Test(arguments: [
        ["--host", "0.0.0.0"], ["--host", "192.168.1.2"], ["--host", "::"], ["--port", "70000"],
        ["--access-token-lifetime", "soon"], ["--access-token-lifetime", "0s"], ["--redirect-uri", "callback"],
        ["--scopes", "everything"], ["--print-environment", "--port", "0"],
    ])
    func badFlags_areRefused(_ arguments: [String]) {
        #expect(throws: (any Error).self) { try YotoSimulatorCommand.parse(arguments) }
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.8.8.8", true), ("::1", true), ("localhost", true), ("0.0.0.0", false),
        ("127.0.0.1.evil.example", false), ("127.0.0", false), ("", false), ("10.0.0.1", false),
    ])
    func loopback(_ host: String, _ isLoopback: Bool) {
        #expect(LoopbackAddress.isLoopback(host: host) == isLoopback)
    }

    @Test func otherAddresses_areNotBound() async throws {
        var configuration = SimulatorConfiguration()
        configuration.host = "0.0.0.0"
        await #expect(throws: SimulatorFailure.notLoopback(host: "0.0.0.0")) {
            try await withYotoSimulator(configuration) { _ in }
        }
    }

    @Test func process_printsTheEnvironmentAndStopsOnSIGTERM() async throws {
        for signal in [SIGTERM, SIGINT] {
            let output = try await Subprocess.withRunning(Self.binary, ["--port", "0", "--auto-approve", "--no-mqtt"]) {
                child in
                try await child.waitUntilOutput(contains: "YOTO_API_URL=")
                child.signal(signal)
                return try await child.waitUntilExit()
            }
            #expect(output.exitCode == 0)
            #expect(
                output.standardOutput.wholeMatch(
                    of: /YOTO_CLIENT_ID=FAKEclientid0{20} YOTO_LOGIN_URL=(http:\/\/127\.0\.0\.1:\d+) YOTO_API_URL=\1\n/)
                    != nil)
            #expect(output.standardError.isEmpty)
        }
    }

    @Test func process_stopsWhileARequestHangs() async throws {
        let output = try await Subprocess.withRunning(Self.binary, ["--port", "0"]) { child in
            let line = try await child.waitUntilOutput(contains: "YOTO_API_URL=")
            let port = try #require(line.firstMatch(of: /127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) })
            let body = #"{"kind":"hang"}"#
            let fault =
                "POST /_control/faults HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                + body
            _ = try await WireExchange.send(Data(fault.utf8), port: port)
            let request = Data("GET /userinfo HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
            async let silent = WireExchange.send(request, port: port)
            let question = Data("GET /_control/faults HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
            var held: Int?
            while held != 1 {
                held = WireAnswer(try await WireExchange.send(question, port: port).0)?.json["held"]?.integer
            }
            child.terminate()
            let output = try await child.waitUntilExit()
            _ = try await silent
            return output
        }
        #expect(output.exitCode == 0)
    }

    @Test func process_printsTheEnvironmentOnly() async throws {
        let output = try await Subprocess.run(
            Self.binary, ["--print-environment", "--port", "8123", "--client-id", "a b", "--client-secret", "s'x"])
        #expect(output.exitCode == 0)
        #expect(
            output.standardOutput
                == "YOTO_CLIENT_ID='a b' YOTO_CLIENT_SECRET='s'\\''x' YOTO_LOGIN_URL=http://127.0.0.1:8123 "
                + "YOTO_API_URL=http://127.0.0.1:8123\n")
    }

    @Test func process_busyPortIsOneLineAndExitCode2() async throws {
        try await withYotoSimulator { simulator in
            let output = try await Subprocess.run(Self.binary, ["--port", "\(simulator.port)"])
            #expect(output.exitCode == 2)
            #expect(
                output.standardError
                    == "yoto-simulator: port \(simulator.port) is in use; stop the other program or choose another "
                    + "with --port\n")
            #expect(output.standardOutput.isEmpty)
        }
    }

    @Test func process_helpTeachesAndWrongFlagsAre64() async throws {
        let help = try await Subprocess.run(Self.binary, ["--help"])
        #expect(help.exitCode == 0)
        #expect(help.standardOutput.contains("/_control/faults"))
        let wrong = try await Subprocess.run(Self.binary, ["--host", "0.0.0.0"])
        #expect(wrong.exitCode == 64)
        #expect(wrong.standardError.contains("0.0.0.0 is not a loopback address"))
    }
}
