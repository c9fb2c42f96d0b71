extension HTTPDate {
    /// Reads a date in any of the three forms a recipient must accept (RFC 9110 §5.6.7); `nil` for anything else.
    ///
    /// The name of the day is checked for being one, not for being the right one: senders get it wrong, and the
    /// date says it already.
    ///
    /// - Parameter now: decides the century of the two-digit years of RFC 850 dates: a year more than 50 years ahead
    ///   is taken for the latest past year with the same last digits.
    package init?(_ text: some StringProtocol, now: HTTPDate) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 40 else { return nil }
        var fields = DateFields(bytes)
        guard let date = fields.imfFixdate() ?? fields.rfc850(now: now) ?? fields.asctime() else { return nil }
        self = date
    }
}

/// A reader of the fixed fields that the three date forms are made of. Each form starts at the front again.
private struct DateFields {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    mutating func imfFixdate() -> HTTPDate? {
        position = 0
        guard name(of: HTTPDate.shortDays) != nil, literal(", "), let day = number(digits: 2), literal(" "),
            let month = name(of: HTTPDate.months), literal(" "), let year = number(digits: 4), literal(" "),
            let second = timeOfDay(), literal(" GMT"), atEnd
        else { return nil }
        return date(year: year, month: month + 1, day: day, second: second)
    }

    /// `Sunday, 06-Nov-94 08:49:37 GMT`
    mutating func rfc850(now: HTTPDate) -> HTTPDate? {
        position = 0
        guard name(of: HTTPDate.longDays) != nil, literal(", "), let day = number(digits: 2), literal("-"),
            let month = name(of: HTTPDate.months), literal("-"), let shortYear = number(digits: 2), literal(" "),
            let second = timeOfDay(), literal(" GMT"), atEnd
        else { return nil }
        let thisYear = CivilDay(daysSinceEpoch: now.secondsSinceEpoch / 86_400).year
        let candidate = thisYear / 100 * 100 + shortYear
        let nearest = [candidate + 100, candidate, candidate - 100].first { $0 - thisYear <= 50 } ?? candidate
        return date(year: nearest, month: month + 1, day: day, second: second)
    }

    /// `Sun Nov  6 08:49:37 1994`
    mutating func asctime() -> HTTPDate? {
        position = 0
        guard name(of: HTTPDate.shortDays) != nil, literal(" "), let month = name(of: HTTPDate.months), literal(" "),
            let day = literal(" ") ? number(digits: 1) : number(digits: 2), literal(" "),
            let second = timeOfDay(), literal(" "), let year = number(digits: 4), atEnd
        else { return nil }
        return date(year: year, month: month + 1, day: day, second: second)
    }

    private var atEnd: Bool { position == bytes.count }

    private func date(year: Int, month: Int, day: Int, second: Int) -> HTTPDate? {
        CivilDay(year: year, month: month, day: day).map {
            HTTPDate(secondsSinceEpoch: $0.daysSinceEpoch * 86_400 + second)
        }
    }

    /// `08:49:37`; second 60 is a leap second and counts as the next minute's first.
    private mutating func timeOfDay() -> Int? {
        guard let hour = number(digits: 2), literal(":"), let minute = number(digits: 2), literal(":"),
            let second = number(digits: 2), hour < 24, minute < 60, second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private mutating func number(digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        position += digits
        return value
    }

    private mutating func name(of names: [String]) -> Int? {
        names.firstIndex { literal($0) }
    }

    private mutating func literal(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }
}
