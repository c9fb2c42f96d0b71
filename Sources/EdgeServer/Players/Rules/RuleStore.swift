/// What rules need of persistence.
protocol RuleStore: Sendable {
    /// All rules, oldest first.
    func rules() async throws -> [Rule]
    /// Adds a rule or replaces the one of its id.
    func save(_ rule: Rule) async throws
    /// - Returns: whether there was one.
    func deleteRule(_ id: String) async throws -> Bool
}
