/// What one check of `edge-server doctor` found.
struct Finding: Encodable, Equatable, Sendable {
    /// What was looked at: `database`, `login at Yoto`.
    var subject: String
    var verdict: Verdict
    /// What is so.
    var detail: String
    /// What to do about it; `nil` when nothing is to be done.
    var advice: String?

    /// How bad it is, mildest first.
    enum Verdict: String, Encodable, Comparable, Sendable {
        case good, warning, problem

        private var weight: Int {
            switch self {
            case .good: 0
            case .warning: 1
            case .problem: 2
            }
        }

        static func < (one: Verdict, other: Verdict) -> Bool { one.weight < other.weight }
    }

    static func good(_ subject: String, _ detail: String) -> Finding {
        Finding(subject: subject, verdict: .good, detail: detail)
    }

    static func warning(_ subject: String, _ detail: String, advice: String) -> Finding {
        Finding(subject: subject, verdict: .warning, detail: detail, advice: advice)
    }

    static func problem(_ subject: String, _ detail: String, advice: String) -> Finding {
        Finding(subject: subject, verdict: .problem, detail: detail, advice: advice)
    }

    /// `✓ database: …`, and what to do on a line of its own.
    var text: String {
        let mark =
            switch verdict {
            case .good: "✓"
            case .warning: "!"
            case .problem: "✗"
            }
        return "\(mark) \(subject): \(detail)" + (advice.map { "\n    → \($0)" } ?? "")
    }
}
