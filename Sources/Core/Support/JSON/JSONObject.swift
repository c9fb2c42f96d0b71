/// The members of a JSON object in their order, which counts when two are compared. Of two members with one name the
/// last counts, at the place of the first.
package struct JSONObject: Equatable, Sendable {
    /// All names in order.
    package private(set) var keys: [String] = []
    private var values: [JSONValue] = []
    /// Where each key is, so that a hostile object of a hundred thousand keys costs no more than its length.
    private var places: [String: Int] = [:]

    package init() {}

    /// Members in this order.
    package init(_ members: some Sequence<(String, JSONValue)>) {
        for (key, value) in members { self[key] = value }
    }

    /// Whether there is no member.
    package var isEmpty: Bool { keys.isEmpty }
    /// How many members there are.
    package var count: Int { keys.count }

    /// All members in order.
    package var members: Zip2Sequence<[String], [JSONValue]> { zip(keys, values) }

    /// The value of a member. Setting keeps its place or appends it; setting `nil` removes it (O(n)).
    package subscript(key: String) -> JSONValue? {
        get { places[key].map { values[$0] } }
        set {
            guard let newValue else { return remove(key) }
            if let place = places[key] {
                values[place] = newValue
            } else {
                places[key] = keys.count
                keys.append(key)
                values.append(newValue)
            }
        }
    }

    private mutating func remove(_ key: String) {
        guard let place = places.removeValue(forKey: key) else { return }
        keys.remove(at: place)
        values.remove(at: place)
        for index in place..<keys.count { places[keys[index]] = index }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Members in the order of the literal.
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
