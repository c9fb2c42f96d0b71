import TestSupport
import Testing

/// Reads `Sources` and holds it against the rules of the house.
struct ArchitectureTests {
    @Test(arguments: Rule.all) func sources_keepTheRule(_ rule: Rule) throws {
        let files = try SwiftFile.all(under: "Sources")
        try #require(files.count > 10)
        let findings = files.flatMap { rule.findings(in: $0) }
        #expect(findings.isEmpty, "\n\(findings.joined(separator: "\n"))")
    }

    @Test(arguments: Rule.sizes) func tests_keepTheRule(_ rule: Rule) throws {
        let findings = try SwiftFile.all(under: "Tests").flatMap { rule.findings(in: $0) }
        #expect(findings.isEmpty, "\n\(findings.joined(separator: "\n"))")
    }

    @Test func files_areShortInTheMiddle() throws {
        let median = Rule.medianLines(of: try SwiftFile.all(under: "Sources"))
        #expect(median <= Rule.maximumMedianLines, "the median file of Sources has \(median) lines")
    }
}
