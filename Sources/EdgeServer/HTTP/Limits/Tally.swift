import Synchronization

/// Counts what goes on at the same time, by whom, up to a limit for each. Safe from any thread.
final class Tally<Key: Hashable & Sendable>: Sendable {
    /// At most so many at a time for one key.
    let limit: Int
    private let counts = Mutex<[Key: Int]>([:])

    init(limit: Int) {
        self.limit = limit
    }

    /// Counts one more; `nil` when the key has reached the limit.
    func enter(_ key: Key) -> Permit? {
        let isAdmitted = counts.withLock { counts in
            let count = counts[key, default: 0]
            guard count < limit else { return false }
            counts[key] = count + 1
            return true
        }
        return isAdmitted ? Permit(tally: self, key: key) : nil
    }

    /// How many there are for a key.
    func count(_ key: Key) -> Int { counts.withLock { $0[key] ?? 0 } }

    /// How many keys have any.
    var keys: Int { counts.withLock { $0.count } }

    private func leave(_ key: Key) {
        counts.withLock { counts in
            let count = counts[key, default: 1] - 1
            // A key without any is forgotten: addresses come and go for years.
            counts[key] = count > 0 ? count : nil
        }
    }

    /// Counts for as long as somebody holds it: whichever way an answer ends, its place is given back.
    final class Permit: TransferPermit {
        private let tally: Tally
        private let key: Key

        fileprivate init(tally: Tally, key: Key) {
            self.tally = tally
            self.key = key
        }

        deinit {
            tally.leave(key)
        }
    }
}

/// A place in a ``Tally``, whatever it counts by; given back when nobody holds it any more.
protocol TransferPermit: AnyObject, Sendable {}
