/// An alarm as `config.alarms` holds it: a line of fields with commas (`yoto-platform.md` §2.4). Fields that we do not
/// know, and the spelling of those we do, survive being read and written.
package struct PlayerAlarm: Sendable, Equatable {
    private var fields: [String]

    /// Reads a line of at least days and time.
    ///
    /// - Returns: `nil` when days or time are not as expected.
    package init?(_ line: String) {
        fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 2, fields.count <= 20, Self.days(fields[0]) != nil, Self.minutes(fields[1]) != nil
        else { return nil }
    }

    /// A new alarm; `days` are those on which it rings, Monday first.
    ///
    /// - Parameter minuteOfDay: 0…1439; others are moved into the day.
    package init(days: [Bool], minuteOfDay: Int, cardID: String, volume: Volume, isEnabled: Bool = true) {
        fields = ["0000000", "00:00", cardID.filter { $0 != "," }, "", "", "\(volume.step)", isEnabled ? "1" : "0"]
        self.days = days
        self.minuteOfDay = minuteOfDay
    }

    /// The line.
    package var line: String { fields.joined(separator: ",") }

    /// The days on which it rings, Monday first, seven of them.
    package var days: [Bool] {
        get { Self.days(fields[0]) ?? [] }
        set { fields[0] = (0..<7).map { $0 < newValue.count && newValue[$0] ? "1" : "0" }.joined() }
    }

    /// 0…1439. Setting keeps the spelling with or without colon.
    package var minuteOfDay: Int {
        get { Self.minutes(fields[1]) ?? 0 }
        set {
            let minute = ((newValue % 1440) + 1440) % 1440
            let text = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            fields[1] = text.joined(separator: fields[1].contains(":") ? ":" : "")
        }
    }

    /// The card that plays; empty when none is set.
    package var cardID: String {
        get { field(2) }
        set { set(2, newValue.filter { $0 != "," }) }
    }

    /// The loudness, if it has one.
    package var volume: Volume? {
        get { Int(field(5)).map(Volume.init(step:)) }
        set { set(5, newValue.map { "\($0.step)" } ?? "") }
    }

    /// Whether it rings; an alarm without this field does.
    package var isEnabled: Bool {
        get { field(6) != "0" }
        set { set(6, newValue ? "1" : "0") }
    }

    private func field(_ index: Int) -> String { index < fields.count ? fields[index] : "" }

    private mutating func set(_ index: Int, _ text: String) {
        while fields.count <= index { fields.append("") }
        fields[index] = text
    }

    private static func days(_ text: String) -> [Bool]? {
        text.count == 7 && text.allSatisfy { "01".contains($0) } ? text.map { $0 == "1" } : nil
    }

    private static func minutes(_ text: String) -> Int? {
        guard let match = text.wholeMatch(of: /(\d{2}):?(\d{2})/), let hour = Int(match.1), let minute = Int(match.2),
            hour < 24, minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}
