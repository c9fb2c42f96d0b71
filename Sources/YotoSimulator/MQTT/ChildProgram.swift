import Foundation

/// A program beside the simulator: mosquitto, and openssl for its certificate. Its own process group, and signals as
/// they are by default: threads of a Swift program block nearly all, and a child would inherit that.
final class ChildProgram: Sendable {
    private let processID: pid_t

    /// - Throws: ``SimulatorFailure`` when it cannot be started.
    init(_ program: String, _ arguments: [String], output: String = "/dev/null") throws(SimulatorFailure) {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        for descriptor in [Int32(1), 2] {
            posix_spawn_file_actions_addopen(&actions, descriptor, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETPGROUP))
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var processID: pid_t = 0
        let code = posix_spawnp(&processID, program, &actions, &attributes, words, environ)
        guard code == 0 else {
            throw SimulatorFailure.cannotStart(program, reason: String(cString: strerror(code)))
        }
        self.processID = processID
    }

    /// Waits for its end without blocking a thread.
    ///
    /// - Returns: its exit code, or 128 + the number of the signal that ended it.
    func exitCode() async throws -> Int32 {
        var status: Int32 = 0
        while waitpid(processID, &status, WNOHANG) != processID { try await Task.sleep(for: .milliseconds(5)) }
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    /// Ends it and all of its group at once.
    func end() {
        kill(-processID, SIGKILL)
        var status: Int32 = 0
        waitpid(processID, &status, 0)
    }
}
