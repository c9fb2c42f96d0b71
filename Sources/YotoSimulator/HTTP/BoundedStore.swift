/// Values by key, of which the oldest go when there are too many: nothing that strangers send fills the memory.
struct BoundedStore<Value: Sendable>: Sendable {
    let capacity: Int
    private var values: [String: Value] = [:]
    private var order: [String] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    subscript(key: String) -> Value? {
        get { values[key] }
        set {
            guard let newValue else {
                if values.removeValue(forKey: key) != nil { order.removeAll { $0 == key } }
                return
            }
            if values.updateValue(newValue, forKey: key) == nil { order.append(key) }
            while order.count > capacity { values[order.removeFirst()] = nil }
        }
    }

    /// Oldest first.
    var entries: [(key: String, value: Value)] { order.compactMap { key in values[key].map { (key, $0) } } }

    var count: Int { values.count }
}
