import Foundation

extension Timestamp {
    /// The same moment as Foundation has it.
    var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
