import Core

/// Where the simulator can be reached: known once it listens, which is before the first request.
final class Origin: Sendable {
    private let text = Guarded("http://127.0.0.1")

    var base: String {
        get { text.withLock { $0 } }
        set { text.withLock { $0 = newValue } }
    }

    /// An absolute URL of a path that starts with a slash.
    func url(_ path: String) -> String { base + path }
}
