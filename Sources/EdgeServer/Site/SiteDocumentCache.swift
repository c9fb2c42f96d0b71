import NIOCore
import Synchronization

/// Documents that are open, by path: bounded, and never older than what the file system says.
///
/// A document is used at once when its path was looked up within the last second and nothing happened to its files
/// since (`OpenFile.isUntouched`, which sees writes and renames over them); otherwise the path is looked up again on
/// the thread pool, once for all who ask at that time.
final class SiteDocumentCache: Sendable {
    private struct Entry {
        var document: SiteDocument
        var confirmed: NIODeadline
        var lastUse: UInt64
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var running: [String: EventLoopFuture<SiteOutcome>] = [:]
        var descriptors = 0
        var uses: UInt64 = 0
        var hits = 0
        var misses = 0
    }

    private let state = Mutex(State())
    private let maximumDescriptors: Int
    private let trust: TimeAmount

    /// - Parameters:
    ///   - maximumDescriptors: how many files to keep open at most while nobody sends from them.
    ///   - trust: how long a path is taken to lead to the same file.
    init(maximumDescriptors: Int = 256, trust: TimeAmount = .seconds(1)) {
        self.maximumDescriptors = maximumDescriptors
        self.trust = trust
    }

    /// Look-ups that were answered at once and that were not, and how many files are kept open.
    var figures: (hits: Int, misses: Int, descriptors: Int) {
        state.withLock { ($0.hits, $0.misses, $0.descriptors) }
    }

    /// A document that may be used without asking again.
    func current(_ path: String, now: NIODeadline = .now()) -> SiteDocument? {
        let found = state.withLock { state -> SiteDocument? in
            guard let entry = state.entries[path], now - entry.confirmed < trust else { return nil }
            state.uses += 1
            state.hits += 1
            state.entries[path]?.lastUse = state.uses
            return entry.document
        }
        return found.flatMap { $0.isUntouched ? $0 : nil }
    }

    /// Looks a path up, joining a look-up that is under way.
    ///
    /// - Parameter start: begins the look-up, given what was known before.
    func lookUp(
        _ path: String, start: (SiteDocument?) -> EventLoopFuture<SiteOutcome>
    ) -> EventLoopFuture<SiteOutcome> {
        let (future, isNew) = state.withLock { state in
            if let running = state.running[path] { return (running, false) }
            state.misses += 1
            let future = start(state.entries[path]?.document)
            state.running[path] = future
            return (future, true)
        }
        if isNew { future.whenComplete { [self] in finish(path, $0) } }
        return future
    }

    private func finish(_ path: String, _ result: Result<SiteOutcome, any Error>) {
        // Documents that leave are dropped after the lock is released: closing files takes its time.
        let dropped = state.withLock { state -> [Entry] in
            state.running[path] = nil
            var dropped: [Entry] = []
            if let old = state.entries.removeValue(forKey: path) {
                state.descriptors -= old.document.descriptorCount
                dropped.append(old)
            }
            guard case .success(.document(let document)) = result else { return dropped }
            state.uses += 1
            state.descriptors += document.descriptorCount
            state.entries[path] = Entry(document: document, confirmed: .now(), lastUse: state.uses)
            while state.descriptors > maximumDescriptors,
                let oldest = state.entries.min(by: { $0.value.lastUse < $1.value.lastUse }),
                let entry = state.entries.removeValue(forKey: oldest.key)
            {
                state.descriptors -= entry.document.descriptorCount
                dropped.append(entry)
            }
            return dropped
        }
        withExtendedLifetime(dropped) {}
    }
}
