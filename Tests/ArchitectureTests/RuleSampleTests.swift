import Testing

/// The rules themselves: what they must find, and what they must leave alone.
struct RuleSampleTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let rule: Rule
        let text: String
        /// Lines that must be found, counted from 1.
        let lines: [Int]
        let path: String

        var testDescription: String { "\(rule.name): \(text)" }
    }

    static func sample(_ rule: String, _ text: String, _ lines: [Int], at path: String = "Sources/Core/X/A.swift")
        -> Sample
    {
        let rule = Rule.all.first { $0.name == rule }
        return Sample(
            rule: rule ?? Rule(name: "no such rule", why: "") { _ in [] }, text: text, lines: lines, path: path)
    }

    static let samples: [Sample] = [
        sample("forbidden import", "import Foundation\nimport Logging\npackage import Crypto", []),
        sample("forbidden import", "import Hummingbird\nimport NIOCore", [1, 2]),
        sample("forbidden import", "import FoundationEssentials", [1]),
        sample("forbidden import", "// import Hummingbird\nlet a = \"import Hummingbird\"", []),
        sample("forbidden import", "internal import struct NIOCore.ByteBuffer", [1]),
        sample("forbidden import", "@testable import Logging", [1]),
        sample("forbidden import", "import EdgeServer", [1], at: "Sources/SiteBuilder/A.swift"),
        sample("forbidden import", "import SiteBuilder", [1], at: "Sources/EdgeServer/A.swift"),
        sample("forbidden import", "import Hummingbird", [1], at: "Sources/SiteBuilder/Build/A.swift"),
        sample("forbidden import", "import Hummingbird", [], at: "Sources/SiteBuilder/Serve/A.swift"),
        sample("forbidden import", "import GRDB", [1], at: "Sources/EdgeServer/Cards/A.swift"),
        sample("forbidden import", "import GRDB", [], at: "Sources/EdgeServer/Persistence/SQLite/A.swift"),
        sample("forbidden import", "import CZlib", [], at: "Sources/Compression/A.swift"),
        sample("forbidden import", "import CCmarkGFM", [1], at: "Sources/SiteBuilder/Content/A.swift"),
        sample("forbidden import", "import Core", [1], at: "Sources/Markdown/A.swift"),
        sample("forbidden import", "import Foundation", [1], at: "Sources/NewRoom/A.swift"),
        sample("try!", "let a = try! b()", [1]),
        sample("try!", "let a = try? b() // not try!\nlet c = \"try!\"", []),
        sample("as!", "let a = b as! C", [1]),
        sample("as!", "let a = b as? C", []),
        sample("force unwrap", "let a = b!\nlet c = d()!.e\nlet f = g[0]!\nvar h: I!\nfoo(j!)", [1, 2, 3, 4, 5]),
        sample("force unwrap", "if a != b, !c, !d.isEmpty { e(!f) }\nlet g = try! h()\n// a!\nlet i = \"hello!\"", []),
        sample("force unwrap", "let a = \"x \\(b!) y\"", [1]),
        sample("force unwrap", "let a = \"\"\"\n  hello!\n  \"\"\"\nlet b = #\"c!\"#", []),
        sample("force unwrap", "/* a! /* b! */ c! */ let d = e!", [1]),
        sample("fatalError", "fatalError(\"no\")", [1]),
        sample("fatalError", "preconditionFailure(\"no fatalError( here\")", []),
        sample(
            "unstructured task", "Task { await a() }\nTask.detached { }\nlet t = Task(priority: .high) { }", [1, 2, 3]),
        sample("unstructured task", "let t = Task<Void, Never> { }\nTask(name: \"a\") {\n}", [1, 2]),
        sample("unstructured task", "group.addTask { }\ntry await Task.sleep(for: .seconds(1))\nTask.isCancelled", []),
        sample("promise without a reason", "final class A: @unchecked Sendable {}", [1]),
        sample("promise without a reason", "// short\nnonisolated(unsafe) var a = 1", [2]),
        sample("promise without a reason", "// No reason.\n\nlet a = Unmanaged.passRetained(b)", [3]),
        sample(
            "promise without a reason",
            "/// The lock below guards all of its state.\n@frozen\nfinal class A: @unchecked Sendable {}", []),
        sample("long file", String(repeating: "let a = 1\n", count: 400), []),
        sample("long file", String(repeating: "let a = 1\n", count: 401), [401]),
        sample("long file", String(repeating: "let a = 1\n", count: 401), [], at: "Tests/A.swift"),
        sample("long file", String(repeating: "let a = 1\n", count: 501), [501], at: "Tests/A.swift"),
        sample("long line", String(repeating: "a", count: 120), []),
        sample("long line", String(repeating: "a", count: 121), [1]),
        sample("long line", "/// " + String(repeating: "a", count: 121), [1]),
        sample("long line", "let a = \"\"\"\n" + String(repeating: "a", count: 121) + "\n\"\"\"", []),
        sample("long line", "let a = \"" + String(repeating: "a", count: 121) + "\"", [1]),
        sample("long line", "let a = \"" + String(repeating: "a", count: 121) + "\"", [], at: "Tests/A.swift"),
        sample("undocumented package declaration", "package struct A {\n    package var b: Int\n}", [1, 2]),
        sample("undocumented package declaration", "/// An A.\n@frozen\npackage struct A {}\npackage import B", []),
        sample("undocumented package declaration", "extension A {\n    package static func b() {}\n}", [2]),
        sample(
            "undocumented package declaration", "/// A.\npackage enum A {\n  case b\n  package enum CodingKeys {}\n}",
            []),
        sample("undocumented package declaration", "package var description: String { \"\" }", []),
        sample("undocumented package declaration", "package init(a: Int) { self.a = a }", []),
        sample(
            "undocumented package declaration",
            "package init(\n    a: Int, b: Int\n) {\n    self.a = a\n    self.b = b\n}", []),
        sample("undocumented package declaration", "package init(a: Int) { self.a = a * 2 }", [1]),
        sample("empty type name", "struct CardManager {}\nenum Utils {}\nfinal class PathHelper {}", [1, 2, 3]),
        sample("empty type name", "struct ManagerList {}\nlet utils = 1", []),
        sample("open work", "// TODO: all of it\nlet a = 1 // FIXME", [1, 2]),
        sample("open work", "let todo = 1", []),
    ]

    @Test(arguments: samples) func rule_findsWhatItMustAndNothingElse(_ sample: Sample) {
        let found = sample.rule.check(SwiftFile(path: sample.path, text: sample.text)).map { $0.line + 1 }
        #expect(sample.rule.name != "no such rule")
        #expect(found == sample.lines)
    }

    @Test func ladder_findsAStepUpOnly() {
        let homes = ["CatalogCard": "Catalog", "MP3Summary": "MP3", "MediaType": "Support"]
        func lines(_ path: String, _ text: String) -> [Int] {
            Rule.ladderFindings(SwiftFile(path: path, text: text), declarations: homes).map { $0.line + 1 }
        }
        let all = "let a: CatalogCard\nlet b: MP3Summary\nlet c: MediaType"
        #expect(lines("Sources/Core/Catalog/A.swift", all).isEmpty)
        #expect(lines("Sources/Core/MP3/A.swift", all) == [1])
        #expect(lines("Sources/Core/Hosting/A.swift", all) == [1, 2])
        #expect(lines("Sources/Core/Support/A.swift", all) == [1, 2])
        #expect(lines("Sources/Core/Support/A.swift", "/// Unlike ``CatalogCard``.\nlet aCatalogCard = 1").isEmpty)
        #expect(lines("Sources/Core/NewFolder/A.swift", "") == [1])
        #expect(lines("Sources/EdgeServer/A.swift", all).isEmpty)
    }

    @Test func declaredTypes_areThoseOfTheTopLevel() {
        let file = SwiftFile(
            path: "A.swift", text: "package struct A {\n    struct B {}\n}\nextension C {}\nfinal class D {}\nenum E {}"
        )
        #expect(Rule.declaredTypes(in: file) == ["A", "D", "E"])
    }

    @Test func finding_readsAsFileLineRuleAndReason() throws {
        let rule = try #require(Rule.all.first { $0.name == "empty type name" })
        let findings = rule.findings(in: SwiftFile(path: "Sources/A.swift", text: "\nenum Utils {}"))
        #expect(findings.count == 1)
        #expect(findings[0].hasPrefix("Sources/A.swift:2: empty type name (Utils) — "))
    }

    @Test func median_isTheMiddle() {
        let files = [1, 500, 3].map { SwiftFile(path: "", text: String(repeating: "a\n", count: $0)) }
        #expect(Rule.medianLines(of: files) == 3)
    }
}
