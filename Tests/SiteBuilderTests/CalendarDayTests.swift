import Testing

@testable import SiteBuilder

@Suite struct CalendarDayTests {
    @Test(arguments: [
        ("2026-11-24", 1_795_478_400), ("1970-01-01", 0), ("2000-02-29", 951_782_400), ("1969-12-31", -86_400),
    ])
    func day_knowsItsPlaceInTime(_ text: String, _ seconds: Int) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.secondsSince1970 == seconds)
        #expect(CalendarDay(secondsSince1970: seconds) == day)
        #expect(CalendarDay(secondsSince1970: seconds + 86_399) == day)
        #expect(day.iso8601 == text)
    }

    @Test(arguments: [
        "2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "2026/01/01", "2026-11-24T00:00",
        "+026-01-01", "",
    ])
    func otherForms_areNoDays(_ text: String) { #expect(CalendarDay(text) == nil) }

    @Test func words_arePeoplesAndFeeds() throws {
        let day = try #require(CalendarDay("2026-11-05"))
        #expect(day.text == "5 November 2026")
        #expect(day.rfc5322(hour: 6, minute: 7) == "Thu, 05 Nov 2026 06:07:00 GMT")
    }
}
