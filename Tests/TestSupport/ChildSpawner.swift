import Foundation

/// One `posix_spawn`: own process group, empty signal mask, default signal handlers.
///
/// Threads of the cooperative pool run with nearly all signals blocked, and a child inherits that mask from
/// `Foundation.Process`: such a child never sees `SIGTERM`. Hence the mask is set here.
struct ChildSpawner {
    var program: String
    var arguments: [String]
    var environment: [String: String]
    var workingFolder: String?
    var outputPath: String
    var errorPath: String

    #if canImport(Darwin)
    private typealias FileActions = posix_spawn_file_actions_t?
    private typealias Attributes = posix_spawnattr_t?
    #else
    private typealias FileActions = posix_spawn_file_actions_t
    private typealias Attributes = posix_spawnattr_t
    #endif

    func spawn() throws -> pid_t {
        #if canImport(Darwin)
        var actions: FileActions = nil
        var attributes: Attributes = nil
        #else
        var actions = FileActions()
        var attributes = Attributes()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        try prepare(&actions)
        try prepare(&attributes)

        var processID: pid_t = 0
        let variables = environment.map { "\($0.key)=\($0.value)" }
        let command = commandLine
        let code = withCStrings(command) { arguments in
            withCStrings(variables) { environment in
                posix_spawnp(&processID, command[0], &actions, &attributes, arguments, environment)
            }
        }
        try check(code)
        return processID
    }

    /// Swift's import of glibc has no file action that changes the folder; `env` does it instead.
    private var commandLine: [String] {
        guard let workingFolder else { return [program] + arguments }
        return ["env", "-C", workingFolder, program] + arguments
    }

    private func prepare(_ actions: inout FileActions) throws {
        let flags = O_WRONLY | O_CREAT | O_APPEND
        try check(posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0))
        try check(posix_spawn_file_actions_addopen(&actions, 1, outputPath, flags, 0o600))
        try check(posix_spawn_file_actions_addopen(&actions, 2, errorPath, flags, 0o600))
    }

    private func prepare(_ attributes: inout Attributes) throws {
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        try check(posix_spawnattr_setsigmask(&attributes, &none))
        try check(posix_spawnattr_setsigdefault(&attributes, &all))
        try check(posix_spawnattr_setpgroup(&attributes, 0))
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETPGROUP)
        try check(posix_spawnattr_setflags(&attributes, Int16(flags)))
    }

    private func check(_ code: Int32) throws {
        guard code != 0 else { return }
        throw Subprocess.Failure.notStarted(program: program, reason: String(cString: strerror(code)))
    }

    /// An array of C strings that ends with a null pointer, for the time of a closure.
    private func withCStrings<R>(_ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R) -> R {
        let pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
