/// Runs a simulator around a closure, and stops it when the closure returns or throws.
///
/// ```swift
/// try await withYotoSimulator { simulator in
///     // simulator.baseURL is both YOTO_LOGIN_URL and YOTO_API_URL
/// }
/// ```
///
/// - Throws: ``SimulatorFailure`` when it cannot start, and what the closure throws.
package func withYotoSimulator<Result: Sendable>(
    _ configuration: SimulatorConfiguration = SimulatorConfiguration(),
    _ body: @Sendable @escaping (RunningSimulator) async throws -> Result
) async throws -> Result {
    let (started, report) = AsyncStream.makeStream(of: RunningSimulator.self)
    var application = SimulatorApplication(configuration)
    application.onListening = { report.yield($0) }
    return try await withThrowingTaskGroup(of: Void.self) { [application] group in
        group.addTask {
            defer { report.finish() }
            do { try await application.run() } catch is CancellationError {}
        }
        for await simulator in started {
            defer { group.cancelAll() }
            return try await body(simulator)
        }
        try await group.waitForAll()
        throw CancellationError()
    }
}
