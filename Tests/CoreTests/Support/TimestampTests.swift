import Foundation
import Testing

@testable import Core

@Suite struct TimestampTests {
    @Test(
        "A moment is written as RFC 3339 with milliseconds, and read back",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (1_795_571_030_123, "2026-11-25T01:43:50.123Z"),
            (1_795_571_030_007, "2026-11-25T01:43:50.007Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_999, "2000-02-29T00:00:00.999Z"),
        ] as [(Int64, String)])
    func text(milliseconds: Int64, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(text)?.milliseconds == milliseconds)
    }

    @Test("Every millisecond survives the way to JSON and back")
    func roundTrip() throws {
        for step in 0..<1000 {
            let moment = Timestamp(milliseconds: 1_795_571_030_000 + Int64(step))
            let json = try JSONEncoder().encode([moment])
            #expect(try JSONDecoder().decode([Timestamp].self, from: json) == [moment])
        }
    }

    @Test("Anything else is no moment", arguments: ["", "now", "2026-11-25", "2026-13-01T00:00:00Z", "1795571030123"])
    func noText(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test("A fraction is not needed to be read")
    func wholeSeconds() {
        #expect(Timestamp("2026-11-25T01:43:50Z")?.milliseconds == 1_795_571_030_000)
    }

    @Test("Moments move by durations, to the millisecond")
    func advanced() {
        let moment = Timestamp(milliseconds: 10_000)
        #expect(moment.advanced(by: .milliseconds(1500)).milliseconds == 11_500)
        #expect(moment.advanced(by: .seconds(-3)).milliseconds == 7000)
        #expect(moment.since(Timestamp(milliseconds: 9000)) == .seconds(1))
    }
}
