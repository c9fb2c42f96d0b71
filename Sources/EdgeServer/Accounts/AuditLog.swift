import Core

/// Writes down what concerns security, with time and id.
struct AuditLog: Sendable {
    let store: any AuditStore
    let identifiers: IdentifierGenerator
    let now: @Sendable () -> Timestamp

    /// How long entries are kept, and how many at most.
    static let retention = Duration.seconds(400 * 24 * 3600)
    static let maximumCount = 20_000

    /// - Parameters:
    ///   - actor: name of the user who did it.
    ///   - subject: to whom or what.
    ///   - visitor: where the request was from.
    func record(
        _ action: AuditAction, actor: String? = nil, subject: String? = nil, visitor: Visitor? = nil
    ) async throws {
        try await store.append(
            AuditEntry(
                id: identifiers.next(), at: now(), actor: actor, action: action, subject: subject,
                address: visitor?.address))
    }

    func prune() async throws {
        _ = try await store.prune(before: now().advanced(by: .zero - Self.retention), keeping: Self.maximumCount)
    }
}
