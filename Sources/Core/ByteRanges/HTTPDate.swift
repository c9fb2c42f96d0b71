/// An instant with HTTP's resolution of one second (RFC 9110 §5.6.7), free of locales and time zones.
package struct HTTPDate: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z; leap seconds are not counted, as in POSIX.
    package var secondsSinceEpoch: Int

    package init(secondsSinceEpoch: Int) {
        self.secondsSinceEpoch = secondsSinceEpoch
    }

    package static func < (left: HTTPDate, right: HTTPDate) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }

    /// The preferred form, IMF-fixdate: `Sun, 06 Nov 1994 08:49:37 GMT`. Years before 0 and after 9999 have none
    /// and are clamped. Written byte by byte: it is part of every answer.
    package var imfFixdate: String {
        let clamped = min(max(secondsSinceEpoch, Self.earliest), Self.latest)
        let day = CivilDay(daysSinceEpoch: Self.floorDivide(clamped, by: 86_400))
        let second = clamped - day.daysSinceEpoch * 86_400
        return String(unsafeUninitializedCapacity: 29) { buffer in
            var text = FixedText(buffer)
            text.add(Self.shortDays[day.weekday].utf8)
            text.add(", ")
            text.add(day.day, digits: 2)
            text.add(" ")
            text.add(Self.months[day.month - 1].utf8)
            text.add(" ")
            text.add(day.year, digits: 4)
            text.add(" ")
            text.add(second / 3600, digits: 2)
            text.add(":")
            text.add(second / 60 % 60, digits: 2)
            text.add(":")
            text.add(second % 60, digits: 2)
            text.add(" GMT")
            return text.count
        }
    }

    static let shortDays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    static let longDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    /// 0000-01-01T00:00:00Z
    private static let earliest = -62_167_219_200
    /// 9999-12-31T23:59:59Z
    private static let latest = 253_402_300_799

    private static func floorDivide(_ value: Int, by divisor: Int) -> Int {
        value >= 0 ? value / divisor : (value + 1) / divisor - 1
    }
}
