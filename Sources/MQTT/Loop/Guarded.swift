import Foundation

/// A value behind a lock.
///
/// Not `Synchronization.Mutex`: on Linux it lets the kernel hand a contended lock over, which ThreadSanitizer does not
/// see, so that every contention looks like a race (Swift 6.3). It sees pthread's locks, which this is. Unchecked,
/// because the value is reached under the lock only.
final class Guarded<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    /// Runs a closure, which must be short and must not come back here, while no one else has the value.
    func withLock<R>(_ body: (inout Value) -> R) -> R {
        lock.lock()
        defer { lock.unlock() }
        return body(&value)
    }
}
