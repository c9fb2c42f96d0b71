import NIOPosix

/// Where blocking calls run: on threads of their own. The cooperative pool has as many threads as the machine has
/// cores, so two blocked calls would stop a small server.
struct BlockingWork: Sendable {
    let threads: NIOThreadPool

    /// Runs a function that may block.
    func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await threads.runIfActive(body)
    }
}
