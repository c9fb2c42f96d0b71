import Core

/// Digests of files that were hashed before, so that a file whose descriptor left the cache is not hashed again.
final class ContentHashes: Sendable {
    private let entries = Guarded<[FileIdentity: String]>([:])
    /// About 200 bytes each; when full, all are forgotten and computed anew, which is rare and simple.
    private let capacity: Int

    init(capacity: Int = 4096) {
        self.capacity = capacity
    }

    /// Safe from any thread.
    subscript(identity: FileIdentity) -> String? {
        get { entries.withLock { $0[identity] } }
        set {
            entries.withLock {
                if $0.count >= capacity { $0.removeAll() }
                $0[identity] = newValue
            }
        }
    }
}
