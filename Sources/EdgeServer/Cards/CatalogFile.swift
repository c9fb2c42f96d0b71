import Core
import Foundation

/// A `catalog.json`, read again when it changes; looked at on every use, off the event loops.
///
/// When a new version cannot be read, the last good one stays in use and the problem is reported by readiness.
actor CatalogFile {
    /// What is known of the catalog.
    struct State: Sendable {
        var cards: [CatalogCard] = []
        /// `nil` when all is well; a file that is absent is well.
        var problem: String?
        fileprivate var identity: FileIdentity?
    }

    private let path: String
    private let name: String
    private let threads: BlockingWork
    private var state = State()

    init(path: String, name: String, threads: BlockingWork) {
        self.path = path
        self.name = name
        self.threads = threads
    }

    func current() async -> State {
        let seen = state
        let next = try? await threads.run { [path, name] in Self.read(path, name: name, after: seen) }
        // Two reads may overlap; both are of the file as it was during the call, so either may be kept.
        if let next { state = next }
        return state
    }

    private static func read(_ path: String, name: String, after seen: State) -> State {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            return errno == ENOENT ? State() : State(cards: seen.cards, problem: "\(name) cannot be read")
        }
        defer { close(descriptor) }
        let identity = FileIdentity(descriptor: descriptor)
        if let identity, identity == seen.identity { return seen }
        do {
            let catalog = try Catalog(json: Data(contentsOf: URL(fileURLWithPath: path)))
            return State(cards: catalog.cards, problem: nil, identity: identity)
        } catch {
            return State(cards: seen.cards, problem: "\(name) is not a catalog of this version", identity: identity)
        }
    }
}
