import Testing

@testable import Core

@Suite struct HTTPDateTests {
    /// 2026-11-24T12:00:00Z
    private let now = HTTPDate(secondsSinceEpoch: 1_795_521_600)

    @Test(
        "All three forms of RFC 9110 §5.6.7 name the same instant",
        arguments: ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"])
    func formsAgree(text: String) {
        #expect(HTTPDate(text, now: now)?.secondsSinceEpoch == 784_111_777)
    }

    @Test(
        "Instants are written as IMF-fixdate and read back",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_709_164_800, "Thu, 29 Feb 2024 00:00:00 GMT"),
            (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
            (-62_167_219_200, "Sat, 01 Jan 0000 00:00:00 GMT"),
        ])
    func fixdateRoundTrip(seconds: Int, text: String) {
        #expect(HTTPDate(secondsSinceEpoch: seconds).imfFixdate == text)
        #expect(HTTPDate(text, now: now)?.secondsSinceEpoch == seconds)
    }

    @Test("Every day of 150 years goes there and back")
    func everyDay() {
        for day in stride(from: -30_000, to: 30_000, by: 1) {
            let civil = CivilDay(daysSinceEpoch: day)
            #expect(CivilDay(year: civil.year, month: civil.month, day: civil.day)?.daysSinceEpoch == day)
        }
    }

    @Test("Instants outside four-digit years are clamped, not trapped", arguments: [Int.min, Int.max])
    func clamped(seconds: Int) {
        #expect(HTTPDate(secondsSinceEpoch: seconds).imfFixdate.count == 29)
    }

    @Test(
        "A two-digit year more than 50 years ahead is the latest past one",
        arguments: [("76", 2076), ("77", 1977), ("26", 2026), ("27", 2027), ("99", 1999), ("00", 2000)])
    func twoDigitYear(digits: String, year: Int) {
        let date = HTTPDate("Monday, 01-Jan-\(digits) 00:00:00 GMT", now: now)
        #expect(date?.secondsSinceEpoch == CivilDay(year: year, month: 1, day: 1).map { $0.daysSinceEpoch * 86_400 })
    }

    @Test("A two-digit year after 2080 may be one of the next century")
    func twoDigitYearNextCentury() {
        let later = HTTPDate(secondsSinceEpoch: 3_786_912_000)  // 2090-01-01
        let date = HTTPDate("Monday, 01-Jan-10 00:00:00 GMT", now: later)
        #expect(date?.secondsSinceEpoch == CivilDay(year: 2110, month: 1, day: 1).map { $0.daysSinceEpoch * 86_400 })
    }

    @Test("A leap second is the next minute's first")
    func leapSecond() {
        let leap = HTTPDate("Sat, 31 Dec 2016 23:59:60 GMT", now: now)
        #expect(leap == HTTPDate("Sun, 01 Jan 2017 00:00:00 GMT", now: now))
    }

    @Test(
        "Anything else is no date",
        arguments: [
            "", "tomorrow", "2100-01-01T00:00:00Z", "784111777", "Sun, 06 Nov 1994 08:49:37",
            "Sun, 06 Nov 1994 08:49:37 UTC",
            "Sun, 06 Nov 1994 08:49:37 +0000", "sun, 06 nov 1994 08:49:37 gmt", "Sun, 6 Nov 1994 08:49:37 GMT",
            "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 1994 08:49:37 GMT ",
            " Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT",
            "Sun Nov 6 08:49:37 1994", "Sun, ٠٦ Nov 1994 08:49:37 GMT", "Mon, 29 Feb 2100 00:00:00 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT", "\"Sun, 06 Nov 1994 08:49:37 GMT\"",
        ])
    func refused(text: String) {
        #expect(HTTPDate(text, now: now) == nil)
    }
}
