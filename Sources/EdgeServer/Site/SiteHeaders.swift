import Core
import Foundation
import Logging
import Synchronization

/// The site's header rules, read again when their file changes. Reading blocks: it happens on the thread pool.
final class SiteHeaders: Sendable {
    private struct State {
        var rules: HeaderRules
        /// Of the file that the rules are from; `nil` when they are the standard ones.
        var identity: FileIdentity?
    }

    private let path: String
    private let standard: HeaderRules
    private let logger: Logger
    private let state: Mutex<State>

    /// - Parameters:
    ///   - path: of `headers.json`.
    ///   - standard: what holds while there is no such file, or none that can be read.
    init(path: String, standard: HeaderRules, logger: Logger) {
        self.path = path
        self.standard = standard
        self.logger = logger
        state = Mutex(State(rules: standard))
    }

    /// The fields of a file, after a look whether the rules changed.
    func fields(forPath path: String) -> [(name: String, value: String)] {
        refresh()
        return knownFields(forPath: path)
    }

    /// The fields by the rules as they were last read; does not block.
    func knownFields(forPath path: String) -> [(name: String, value: String)] {
        state.withLock { $0.rules }.headers(forPath: path)
    }

    private func refresh() {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        defer { if descriptor >= 0 { close(descriptor) } }
        let identity = descriptor >= 0 ? FileIdentity(descriptor: descriptor) : nil
        guard identity != state.withLock({ $0.identity }) else { return }
        let rules = identity == nil ? standard : read() ?? standard
        state.withLock { $0 = State(rules: rules, identity: identity) }
    }

    private func read() -> HeaderRules? {
        do {
            return try HeaderRules(json: Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            logger.warning("headers.json cannot be read, using the standard headers", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
