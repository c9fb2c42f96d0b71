import Core
import Foundation

/// Which day a moment belongs to where the family lives.
struct HouseholdDay: Sendable {
    private var calendar: Calendar

    init(zone: TimeZone = .current) {
        calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
    }

    /// `YYYY-MM-DD`
    func text(of moment: Timestamp) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: Self.date(moment))
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    /// The weekday, 0 for Monday, and the minute of the day, 0…1439.
    func place(of moment: Timestamp) -> (weekday: Int, minute: Int) {
        let parts = calendar.dateComponents([.weekday, .hour, .minute], from: Self.date(moment))
        return (((parts.weekday ?? 2) + 5) % 7, (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
    }

    private static func date(_ moment: Timestamp) -> Date {
        Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)
    }
}
