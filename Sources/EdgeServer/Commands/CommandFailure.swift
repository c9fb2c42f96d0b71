import ArgumentParser
import Core
import Foundation

extension AsyncParsableCommand {
    /// Runs the work of a command; what it throws becomes one line on standard error and the exit code of `design.md`
    /// §10.
    func reportingFailures(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let exit as ExitCode {
            throw exit
        } catch let error as ConfigurationError {
            if error.isCommandLine { throw ValidationError(error.description) }
            try fail(error.description)
        } catch let error as StartFailure {
            try fail(error.description)
        } catch let problem as Problem {
            try fail(problem.detail.isEmpty ? problem.code.title : problem.detail, code: problem.code.exitCode)
        } catch let error as ValidationError {
            throw error
        } catch {
            try fail("stopped: \(error)", code: 1)
        }
    }

    private func fail(_ message: String, code: Int32 = 2) throws -> Never {
        FileHandle.standardError.write(Data("edge-server: \(message)\n".utf8))
        throw ExitCode(code)
    }
}
