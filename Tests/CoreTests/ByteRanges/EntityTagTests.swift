import Testing

@testable import Core

@Suite struct EntityTagTests {
    @Test(
        "Tags compare as RFC 9110 §8.8.3.2 shows",
        arguments: [
            ("W/\"1\"", "W/\"1\"", false, true), ("W/\"1\"", "W/\"2\"", false, false),
            ("W/\"1\"", "\"1\"", false, true),
            ("\"1\"", "\"1\"", true, true), ("\"a\"", "\"A\"", false, false),
        ])
    func comparison(left: String, right: String, strong: Bool, weak: Bool) throws {
        let (left, right) = (try #require(EntityTag(left)), try #require(EntityTag(right)))
        #expect(left.stronglyMatches(right) == strong)
        #expect(left.weaklyMatches(right) == weak)
    }

    @Test("A tag is written as it is read", arguments: ["\"xyzzy\"", "W/\"xyzzy\"", "\"\"", "\"a,b\"", "\"ü\""])
    func roundTrip(text: String) {
        #expect(EntityTag(text)?.headerValue == text)
    }

    @Test(
        "What is not exactly one tag is none",
        arguments: [
            "", "xyzzy", "*", "\"a\", \"b\"", "\"a", "a\"", "w/\"a\"", "W/ \"a\"", "\"a b\"", "\"a\"b", "\"a\u{7F}\"",
        ])
    func refused(text: String) {
        #expect(EntityTag(text) == nil)
    }

    @Test("Blanks around a tag do not belong to it")
    func blanks() {
        #expect(EntityTag(" \t\"a\" ") == EntityTag(opaque: "a"))
    }

    @Test(
        "Lists are read as RFC 9110 §5.6.1 and §13.1 say",
        arguments: [
            (["*"], EntityTagCondition.any), ([" * "], .any), (["\"a\""], .tags([.init(opaque: "a")])),
            (["\"a,b\""], .tags([.init(opaque: "a,b")])),
            (
                ["\"a\", W/\"b\" ,\t\"c\""],
                .tags([.init(opaque: "a"), .init(opaque: "b", isWeak: true), .init(opaque: "c")])
            ),
            (["\"a\"", "\"b\""], .tags([.init(opaque: "a"), .init(opaque: "b")])),
            ([",, \"a\" ,,"], .tags([.init(opaque: "a")])), (["a, \"b\""], .tags([.init(opaque: "b")])),
            ([""], .tags([])), (["\"a\" \"b\""], .tags([])), (["\"*\""], .tags([.init(opaque: "*")])),
            (["\"open, \"b\""], .tags([.init(opaque: "b")])),
        ])
    func lists(lines: [String], condition: EntityTagCondition) {
        #expect(EntityTagCondition(lines: lines) == condition)
    }

    @Test("A long hostile list is read in one pass")
    func hostile() {
        let condition = EntityTagCondition(lines: [String(repeating: "W/\"", count: 20_000)])
        #expect(condition == .tags([]))
    }
}
