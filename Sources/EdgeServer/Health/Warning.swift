/// Something that needs a person soon, while all still works: shown on every page and in `/api/ready`.
struct Warning: Encodable, Equatable, Sendable {
    /// Which kind; never changes its meaning: `yoto-login`.
    var code: String
    /// What is so and what to do, in a sentence.
    var detail: String
}

/// A part that may need a person.
protocol WarningSource: Sendable {
    /// What is so now; empty when nobody is needed.
    func warnings() async -> [Warning]
}
