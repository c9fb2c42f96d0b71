/// Lets one task at a time through for each key, in the order in which they came: Yoto has no lock, so two changes of
/// one player's settings at once would undo each other.
actor Turnstile {
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    init() {}

    /// Runs a closure when all earlier ones of the key are done.
    nonisolated func pass<Result: Sendable>(
        _ key: String, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        await enter(key)
        do {
            let result = try await body()
            await leave(key)
            return result
        } catch {
            await leave(key)
            throw error
        }
    }

    private func enter(_ key: String) async {
        guard waiting[key] != nil else {
            waiting[key] = []
            return
        }
        await withCheckedContinuation { waiting[key]?.append($0) }
    }

    private func leave(_ key: String) {
        guard let next = waiting[key]?.first else { return waiting[key] = nil }
        waiting[key]?.removeFirst()
        next.resume()
    }
}
