import Testing

@testable import Core

@Suite struct RangeResolutionTests {
    private func resolve(_ field: String, length: Int) throws -> RangeResolution {
        RangeResolution(try #require(RangeField.parse(lines: ["bytes=" + field])), length: length)
    }

    @Test(
        "Ranges of 10 000 bytes resolve as RFC 9110 §14.1.2 says",
        arguments: [
            ("0-499", RangeResolution.parts([0..<500])), ("500-999", .parts([500..<1000])),
            ("-500", .parts([9500..<10_000])),
            ("9500-", .parts([9500..<10_000])), ("0-0,-1", .parts([0..<1, 9999..<10_000])),
            ("0-99999999999999999999", .parts([0..<10_000])), ("-99999999999999999999", .parts([0..<10_000])),
            ("9999-", .parts([9999..<10_000])), ("9999-20000", .parts([9999..<10_000])),
            ("10000-", .unsatisfiable), ("10000-10001,20000-", .unsatisfiable), ("-0", .unsatisfiable),
            ("10000-,0-9", .parts([0..<10])), ("-0,0-9", .parts([0..<10])), ("99999999999999999999-", .unsatisfiable),
        ])
    func table(field: String, expected: RangeResolution) throws {
        #expect(try resolve(field, length: 10_000) == expected)
    }

    @Test(
        "Overlapping and adjacent parts are joined in the place of the first",
        arguments: [
            ("500-700,601-999", [500..<1000]), ("0-9,10-19", [0..<20]), ("10-19,0-9", [0..<20]), ("0-9,0-9", [0..<10]),
            ("500-600,0-9,550-700", [500..<701, 0..<10]), ("0-9,20-29,5-25", [0..<30]),
            ("0-9,11-19", [0..<10, 11..<20]),
            ("40-49,20-29,0-9,10-39", [0..<50]), ("30-39,0-9,10-19", [30..<40, 0..<20]),
        ])
    func joined(field: String, expected: [Range<Int>]) throws {
        #expect(try resolve(field, length: 10_000) == .parts(expected))
    }

    @Test(
        "Members that ask for more than the whole get the whole",
        arguments: ["0-,0-0", "0-,0-", "-6000,-6000", "0-5000,-6000"])
    func tooMuch(field: String) throws {
        #expect(try resolve(field, length: 10_000) == .whole)
    }

    @Test("An empty representation ignores ranges", arguments: ["0-", "-5", "0-0", "-0", "5-"])
    func empty(field: String) throws {
        #expect(try resolve(field, length: 0) == .whole)
    }

    @Test("One byte has one range", arguments: ["0-", "-1", "-5", "0-0", "0-99"])
    func one(field: String) throws {
        #expect(try resolve(field, length: 1) == .parts([0..<1]))
    }

    @Test("Sixteen huge members neither overflow nor repeat bytes")
    func saturated() throws {
        let field = Array(repeating: "0-9223372036854775807", count: 16).joined(separator: ",")
        #expect(try resolve(field, length: .max) == .whole)
    }

    @Test("Parts never overlap, touch or leave the representation, for all pairs of small ranges")
    func invariants() {
        for first in 0..<8 {
            for second in 0..<8 {
                let members: [RangeSpecifier] = [
                    .positions(first: first, last: first + 2), .positions(first: second, last: nil),
                    .suffix(length: first),
                ]
                guard case .parts(let parts) = RangeResolution(members, length: 20) else { continue }
                let sorted = parts.sorted { $0.lowerBound < $1.lowerBound }
                #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
                #expect(parts.allSatisfy { !$0.isEmpty && (0..<21).contains($0.upperBound) && $0.lowerBound >= 0 })
            }
        }
    }
}
