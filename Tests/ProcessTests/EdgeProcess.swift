import Foundation

/// The built `edge-server` as a process, with what it wrote.
struct EdgeProcess {
    let process: Process
    let output: String
    let errors: String

    /// Where the build put the programs: beside the bundle of these tests.
    static let binary = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "edge-server")

    /// Starts it without a signal blocked: test threads block most signals, children inherit that, and such a child
    /// cannot be stopped.
    static func start(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws -> EdgeProcess
    {
        let name = UUID().uuidString
        let output = folder.appending(path: "output-\(name)").path
        let errors = folder.appending(path: "errors-\(name)").path
        for file in [output, errors] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "/usr/bin:/bin"].merging(environment) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle(forWritingAtPath: output)
        process.standardError = FileHandle(forWritingAtPath: errors)
        var none = sigset_t()
        var previous = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &previous)
        defer { pthread_sigmask(SIG_SETMASK, &previous, nil) }
        try process.run()
        return EdgeProcess(process: process, output: output, errors: errors)
    }

    /// Waits for the end without blocking a thread; kills what does not end in time.
    func end(within seconds: Double = 60) async -> (status: Int32, output: String, errors: String) {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while process.isRunning, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(5)) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        while process.isRunning { try? await Task.sleep(for: .milliseconds(5)) }
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return (status, Self.text(output), Self.text(errors))
    }

    /// The port, as the first line of the log tells it.
    func port(within seconds: Double = 60) async throws -> Int {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while process.isRunning, ContinuousClock.now < deadline {
            if let match = Self.text(errors).firstMatch(of: #/listening url=http://127\.0\.0\.1:(\d+)//#),
                let port = Int(match.1)
            {
                return port
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw NotListening(log: Self.text(errors))
    }

    struct NotListening: Error {
        var log: String
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
