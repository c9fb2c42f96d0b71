import Testing

/// Something that holds for every file of `Sources`, and why.
struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    let why: String
    /// The lines that break the rule, counted from 0, each with what is wrong there if the name does not say it.
    let check: @Sendable (SwiftFile) -> [(line: Int, detail: String)]

    var testDescription: String { name }

    /// `file:line: rule — why`, as editors and people read it.
    func findings(in file: SwiftFile) -> [String] {
        check(file).map { finding in
            let detail = finding.detail.isEmpty ? "" : " (\(finding.detail))"
            return "\(file.path):\(finding.line + 1): \(name)\(detail) — \(why)"
        }
    }

    /// A rule about lines of code, comments and strings taken out.
    static func code(_ name: String, why: String, isBad: @escaping @Sendable (String) -> Bool) -> Rule {
        Rule(name: name, why: why) { file in
            file.code.indices.filter { isBad(file.code[$0]) }.map { ($0, "") }
        }
    }

    static let all: [Rule] =
        [.imports, .ladder] + safety + [.unsafeNeedsReason] + sizes + [.documentation, .typeNames, .openWork]
}
