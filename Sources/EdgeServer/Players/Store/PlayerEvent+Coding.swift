import Core
import Foundation

/// The form in which changes are stored: `{"volume":[8,9]}`, before and after.
extension PlayerEvent {
    var changesText: String {
        var object = JSONObject()
        for (name, change) in changes.sorted(by: { $0.key < $1.key }) {
            object[name] = .array([change.before ?? .null, change.after ?? .null])
        }
        return String(decoding: JSONValue.object(object).data, as: UTF8.self)
    }

    /// Reads ``changesText``; what cannot be read is left out.
    static func changes(from text: String) -> [String: Change] {
        guard let object = (try? JSONValue(Data(text.utf8)))?.object else { return [:] }
        var changes: [String: Change] = [:]
        for (name, value) in object.members {
            guard let pair = value.array, pair.count == 2 else { continue }
            changes[name] = Change(
                before: pair[0] == .null ? nil : pair[0], after: pair[1] == .null ? nil : pair[1])
        }
        return changes
    }
}
