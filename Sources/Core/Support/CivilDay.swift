/// A day of the proleptic Gregorian calendar and its distance from 1970-01-01.
///
/// Counted in eras of 400 years, each of 146 097 days, with years that begin in March so that the leap day is the
/// last of its year.
struct CivilDay: Equatable {
    let year: Int
    /// 1…12
    let month: Int
    /// 1…31
    let day: Int
    let daysSinceEpoch: Int

    /// 0 is Sunday; 1970-01-01 was a Thursday.
    var weekday: Int {
        let shifted = (daysSinceEpoch + 4) % 7
        return shifted < 0 ? shifted + 7 : shifted
    }

    /// A day by its number; any number within ± 10⁹ is one.
    init(daysSinceEpoch: Int) {
        let shifted = daysSinceEpoch + Self.daysBeforeEpoch
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// A day by its date; `nil` for a day that no calendar has, such as 30 February.
    init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.year = year
        self.month = month
        self.day = day
        daysSinceEpoch = era * 146_097 + dayOfEra - Self.daysBeforeEpoch
    }

    /// From 0000-03-01 to 1970-01-01.
    private static let daysBeforeEpoch = 719_468

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
