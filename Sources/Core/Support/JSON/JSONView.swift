/// A typed view over a JSON object: it names the members that we know and keeps all others.
package protocol JSONView: Equatable, Sendable {
    /// The object with all its members.
    var json: JSONObject { get set }

    /// A view over an object; members may be missing.
    init(json: JSONObject)
}

extension JSONView {
    /// A view over an object without members.
    package init() { self.init(json: JSONObject()) }
}

extension JSONObject {
    /// A member that is an object, as a view; a missing one reads as empty, and an empty one is not added.
    package subscript<View: JSONView>(view key: String) -> View {
        get { View(json: self[key]?.object ?? JSONObject()) }
        set {
            if newValue.json.isEmpty, self[key]?.object == nil { return }
            self[key] = .object(newValue.json)
        }
    }

    /// A member that is an array of objects, as views; what is no object in it is not seen, and goes when it is set.
    package subscript<View: JSONView>(views key: String) -> [View] {
        get { self[key]?.array?.compactMap { $0.object.map(View.init(json:)) } ?? [] }
        set { self[key] = .array(newValue.map { .object($0.json) }) }
    }
}
