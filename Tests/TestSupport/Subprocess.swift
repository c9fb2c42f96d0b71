package import Foundation

/// Starts programs from tests: nothing blocks a thread of the cooperative pool, and no child outlives its closure.
package enum Subprocess {
    /// What a program left behind.
    package struct Output: Sendable, CustomStringConvertible {
        /// The exit code, or 128 + the number of the signal that ended it, as shells say it.
        package var exitCode: Int32
        /// All it wrote to standard output.
        package var standardOutput: String
        /// All it wrote to standard error.
        package var standardError: String

        /// For the message of a failed expectation.
        package var description: String { "exit code \(exitCode)\n\(standardOutput)\(standardError)" }
    }

    /// What can go wrong between a test and its child.
    package enum Failure: Error, CustomStringConvertible {
        /// The program could not be started.
        case notStarted(program: String, reason: String)
        /// The time was up; the child was killed if it was ours to wait for.
        case timedOut(program: String, waitingFor: String, output: String)
        /// The child ended before it wrote what was waited for.
        case endedEarly(program: String, waitingFor: String, output: String)

        package var description: String {
            switch self {
            case .notStarted(let program, let reason): "\(program) could not be started: \(reason)"
            case .timedOut(let program, let wanted, let output): "\(program): no \(wanted) in time\n\(output)"
            case .endedEarly(let program, let wanted, let output): "\(program) ended without \(wanted)\n\(output)"
            }
        }
    }

    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - program: a path, or a name that is looked up in `PATH`.
    ///   - environment: replaces that of the test process when given.
    /// - Throws: ``Failure`` when it cannot be started or takes too long; a failing exit code is no error.
    package static func run(
        _ program: String, _ arguments: [String] = [], environment: [String: String]? = nil,
        workingFolder: URL? = nil, timeout: Duration = .seconds(60)
    ) async throws -> Output {
        try await withRunning(program, arguments, environment: environment, workingFolder: workingFolder) { child in
            try await child.waitUntilExit(timeout: timeout)
        }
    }

    /// Runs a closure while a program runs beside it. When the closure returns or throws, the program and every child
    /// of its own that stayed in its process group are killed and gone.
    package static func withRunning<R>(
        _ program: String, _ arguments: [String] = [], environment: [String: String]? = nil,
        workingFolder: URL? = nil, _ body: (RunningSubprocess) async throws -> R
    ) async throws -> R {
        try await withTemporaryFolder { folder in
            let child = try RunningSubprocess(
                program: program, arguments: arguments, environment: environment, workingFolder: workingFolder,
                outputFolder: folder)
            defer { child.end() }
            return try await body(child)
        }
    }

    /// Whether a program of this name is in `PATH`.
    package static func isInstalled(_ name: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
}
