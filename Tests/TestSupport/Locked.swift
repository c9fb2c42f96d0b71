import Foundation

/// A value behind a lock that ThreadSanitizer sees. `Synchronization.Mutex` is none: on Linux the kernel hands it over
/// when two threads want it, and the sanitizer then reports a race where there is none (Swift 6.3).
package final class Locked<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    package init(_ value: Value) { self.value = value }

    /// Runs a closure while no one else has the value.
    package func withLock<R>(_ body: (inout Value) throws -> R) rethrows -> R {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
