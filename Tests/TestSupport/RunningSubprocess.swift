package import Foundation
import Synchronization

/// A program that runs beside a test. Its output goes to files, so that a full pipe can never stop it.
package final class RunningSubprocess: Sendable {
    /// The child's process id, which is also the id of its process group.
    package let processID: pid_t
    private let program: String
    private let outputFile: URL
    private let errorFile: URL
    /// The exit code once the child was reaped; after that its id may belong to another process.
    private let exitCode = Mutex<Int32?>(nil)

    init(
        program: String, arguments: [String], environment: [String: String]?, workingFolder: URL?, outputFolder: URL
    ) throws {
        self.program = program
        outputFile = outputFolder.appending(path: "stdout")
        errorFile = outputFolder.appending(path: "stderr")
        processID = try ChildSpawner(
            program: program, arguments: arguments,
            environment: environment ?? ProcessInfo.processInfo.environment,
            workingFolder: workingFolder?.path(percentEncoded: false),
            outputPath: outputFile.path(percentEncoded: false), errorPath: errorFile.path(percentEncoded: false)
        ).spawn()
    }

    /// What the child wrote until now.
    package var standardOutput: String { Self.text(of: outputFile) }
    /// What the child wrote to standard error until now.
    package var standardError: String { Self.text(of: errorFile) }
    /// Whether it has not ended yet.
    package var isRunning: Bool { reap(options: WNOHANG) == nil }

    /// Asks the child to stop (`SIGTERM`).
    package func terminate() { signal(SIGTERM) }
    /// Stops the child without asking (`SIGKILL`), as a power cut would.
    package func kill() { signal(SIGKILL) }

    /// Sends the child any signal; nothing happens once it has ended.
    package func signal(_ number: Int32) {
        exitCode.withLock { code in
            if code == nil { _ = Foundation.kill(processID, number) }
        }
    }

    /// Waits until the child has ended by itself.
    ///
    /// - Throws: ``Subprocess/Failure/timedOut(program:waitingFor:output:)``; the child then still runs.
    @discardableResult
    package func waitUntilExit(timeout: Duration = .seconds(60)) async throws -> Subprocess.Output {
        let code = try await poll(for: "end", timeout: timeout) { reap(options: WNOHANG) }
        return Subprocess.Output(exitCode: code, standardOutput: standardOutput, standardError: standardError)
    }

    /// Waits until standard output or standard error contains a text, and returns both.
    ///
    /// - Throws: ``Subprocess/Failure`` when the time is up or the child ends without it.
    @discardableResult
    package func waitUntilOutput(contains text: String, timeout: Duration = .seconds(60)) async throws -> String {
        try await poll(for: "\"\(text)\"", timeout: timeout) {
            // Asked first: what a child writes before its end is then seen below.
            let hasEnded = !isRunning
            let output = standardOutput + standardError
            if output.contains(text) { return output }
            guard hasEnded else { return nil }
            throw Subprocess.Failure.endedEarly(program: program, waitingFor: "\"\(text)\"", output: output)
        }
    }

    /// Kills the child and its process group, and waits for the child: a killed process is gone within moments.
    func end() {
        _ = Foundation.kill(-processID, SIGKILL)
        _ = reap(options: 0)
    }

    private func reap(options: Int32) -> Int32? {
        exitCode.withLock { code in
            if let code { return code }
            var status: Int32 = 0
            guard waitpid(processID, &status, options) == processID else { return nil }
            let signal = status & 0x7F
            code = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            return code
        }
    }

    private func poll<R>(for wanted: String, timeout: Duration, _ attempt: () throws -> R?) async throws -> R {
        let deadline = ContinuousClock.now + timeout
        while true {
            if let result = try attempt() { return result }
            guard ContinuousClock.now < deadline else {
                throw Subprocess.Failure.timedOut(
                    program: program, waitingFor: wanted, output: standardOutput + standardError)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private static func text(of file: URL) -> String {
        // Not `Data(contentsOf:)`, which leaks its buffer when the file is empty (Swift 6.3, seen by LeakSanitizer).
        let bytes = try? FileHandle(forReadingFrom: file).readToEnd()
        return String(decoding: bytes ?? Data(), as: UTF8.self)
    }
}
