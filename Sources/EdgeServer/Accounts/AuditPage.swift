import Core

/// A stretch of the audit log, newest first.
struct AuditPage: Encodable {
    var entries: [AuditEntry]
    /// What to ask for as `before` to get the next stretch; absent at the end.
    var next: String?

    /// What was asked for.
    struct Request: Sendable {
        var before: String?
        var limit = 50

        static let limits = 1...200
    }
}

extension AuditPage.Request {
    /// Reads `before` and `limit`; other parameters are left alone.
    ///
    /// - Throws: `Problem` 400.
    init(_ parameters: some Collection<(key: Substring, value: Substring)>) throws(Problem) {
        for (key, value) in parameters {
            switch key {
            case "before":
                guard IdentifierGenerator.isIdentifier(String(value)) else {
                    throw Problem(.badRequest, "before is the id of an entry.")
                }
                before = String(value)
            case "limit":
                guard let number = Int(value), Self.limits.contains(number) else {
                    throw Problem(
                        .badRequest,
                        "limit is a number from \(Self.limits.lowerBound) to \(Self.limits.upperBound).")
                }
                limit = number
            default: continue
            }
        }
    }
}

extension AuditLog {
    func page(_ request: AuditPage.Request) async throws -> AuditPage {
        // One more than asked for tells whether there is more.
        var entries = try await store.entries(before: request.before, limit: request.limit + 1)
        guard entries.count > request.limit else { return AuditPage(entries: entries) }
        entries.removeLast()
        return AuditPage(entries: entries, next: entries.last?.id)
    }
}
