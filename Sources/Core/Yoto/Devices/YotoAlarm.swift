/// An alarm of a player: a line of fields with commas between them (`yoto-platform.md` §2.4). A field that nobody
/// touches stays as it is written.
package struct YotoAlarm: Equatable, Sendable {
    private var fields: [String]

    /// Any line; what cannot be read is kept.
    package init(text: String) {
        fields = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }

    /// A new alarm that is on.
    ///
    /// - Parameters:
    ///   - days: Monday first, seven of them.
    ///   - hour: 0…23.
    ///   - minute: 0…59.
    ///   - cardID: what it plays.
    ///   - volume: 0…16.
    package init(days: [Bool], hour: Int, minute: Int, cardID: String, volume: Int) {
        fields = [
            Self.dayText(days), "\(Self.twoDigits(hour)):\(Self.twoDigits(minute))", cardID, "", "", "\(volume)", "1",
        ]
    }

    /// The line.
    package var text: String { fields.joined(separator: ",") }

    /// The days it rings, Monday first; `nil` when the field is not seven digits of 0 and 1.
    package var days: [Bool]? {
        get {
            let field = self[.days]
            guard field.count == 7, field.allSatisfy({ $0 == "0" || $0 == "1" }) else { return nil }
            return field.map { $0 == "1" }
        }
        set { if let newValue { self[.days] = Self.dayText(newValue) } }
    }

    /// When it rings by the player's clock; `nil` when the field is neither `HH:MM` nor `HHMM`.
    package var time: (hour: Int, minute: Int)? {
        get {
            let digits = self[.time].filter { $0 != ":" }
            guard digits.count == 4, digits.allSatisfy(\.isNumber), let hour = Int(digits.prefix(2)),
                let minute = Int(digits.suffix(2)), hour < 24, minute < 60
            else { return nil }
            return (hour, minute)
        }
        set {
            guard let newValue else { return }
            let separator = fields.count > Field.time.rawValue && !self[.time].contains(":") ? "" : ":"
            self[.time] = Self.twoDigits(newValue.hour) + separator + Self.twoDigits(newValue.minute)
        }
    }

    /// The card it plays.
    package var cardID: String {
        get { self[.card] }
        set { self[.card] = newValue }
    }

    /// 0…16.
    package var volume: Int? {
        get { Int(self[.volume]) }
        set { self[.volume] = newValue.map { String($0) } ?? "" }
    }

    /// Whether it rings; a line without this field is on.
    package var isEnabled: Bool {
        get { self[.enabled] != "0" }
        set { if newValue != isEnabled { self[.enabled] = newValue ? "1" : "0" } }
    }

    private enum Field: Int {
        case days = 0
        case time = 1
        case card = 2
        case volume = 5
        case enabled = 6
    }

    private subscript(field: Field) -> String {
        get { fields.count > field.rawValue ? fields[field.rawValue] : "" }
        set {
            while fields.count <= field.rawValue { fields.append("") }
            fields[field.rawValue] = newValue
        }
    }

    private static func dayText(_ days: [Bool]) -> String { days.map { $0 ? "1" : "0" }.joined() }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
