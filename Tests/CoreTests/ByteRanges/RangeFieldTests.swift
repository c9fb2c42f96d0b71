import Testing

@testable import Core

@Suite struct RangeFieldTests {
    @Test(
        "Members are read as RFC 9110 §14.1.2 writes them",
        arguments: [
            ("bytes=0-499", [RangeSpecifier.positions(first: 0, last: 499)]),
            ("bytes=500-", [.positions(first: 500, last: nil)]),
            ("bytes=-500", [.suffix(length: 500)]), ("bytes=9500-", [.positions(first: 9500, last: nil)]),
            ("bytes=0-0,-1", [.positions(first: 0, last: 0), .suffix(length: 1)]),
            (
                "bytes= 0-999, 4500-5499, -1000",
                [.positions(first: 0, last: 999), .positions(first: 4500, last: 5499), .suffix(length: 1000)]
            ),
            ("BYTES=0-9", [.positions(first: 0, last: 9)]), ("  bytes=0-9\t", [.positions(first: 0, last: 9)]),
            ("bytes=,0-9,,\t,", [.positions(first: 0, last: 9)]), ("bytes=-0", [.suffix(length: 0)]),
            ("bytes=00000-00009", [.positions(first: 0, last: 9)]),
            ("bytes=0-18446744073709551615", [.positions(first: 0, last: .max)]),
            ("bytes=9223372036854775808-", [.positions(first: .max, last: nil)]),
            ("bytes=9223372036854775807-9223372036854775808", [.positions(first: .max, last: .max)]),
            ("bytes=-99999999999999999999", [.suffix(length: .max)]),
        ])
    func members(text: String, expected: [RangeSpecifier]) {
        #expect(RangeField.parse(lines: [text]) == expected)
    }

    @Test(
        "What is not a range set in bytes is ignored",
        arguments: [
            "", "bytes", "bytes=", "bytes=,", "bytes=-", "bytes=--5", "bytes=5", "bytes=1-2-3", "bytes=-5-",
            "bytes=5-2",
            "bytes=0x0-0xF", "bytes=+1-+5", "bytes=1_0-2_0", "bytes=١-٥", "bytes=0-5 6-10", "bytes=0 - 5", "bytes =0-5",
            "bytes: 0-5", "0-5", "bytes 0-5", "bytes=0-5;q=1", "bytes=\"0-5\"", "bytes=0-5/100", "bytes=-1-5",
            "none=0-5",
            "bytesx=0-9", "byte=0-9", "items=0-5", "bytes=0-9,5-2", "bytes=0-9,a", "bytes=0-\u{0}5", "bytes==0-5",
            "bytes=18446744073709551616-18446744073709551615", "bytes=0-5,bytes=6-7",
        ])
    func ignored(text: String) {
        #expect(RangeField.parse(lines: [text]) == nil)
    }

    @Test("Two Range lines are ignored, since Range is no list field")
    func twoLines() {
        #expect(RangeField.parse(lines: ["bytes=0-1", "bytes=5-6"]) == nil)
        #expect(RangeField.parse(lines: []) == nil)
    }

    @Test("Sixteen members are read, seventeen ignored")
    func memberLimit() {
        let sixteen = "bytes=" + (0..<16).map { "\($0 * 10)-\($0 * 10 + 1)" }.joined(separator: ",")
        #expect(RangeField.parse(lines: [sixteen])?.count == 16)
        #expect(RangeField.parse(lines: [sixteen + ",900-901"]) == nil)
    }

    @Test("A field of 1024 bytes is read, a longer one ignored")
    func lengthLimit() {
        let filler = String(repeating: ",", count: RangeField.maximumLength - "bytes=0-9".utf8.count)
        #expect(RangeField.parse(lines: ["bytes=0-9" + filler]) != nil)
        #expect(RangeField.parse(lines: ["bytes=0-9" + filler + ","]) == nil)
    }
}
