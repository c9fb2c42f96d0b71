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
    private let isHTTPS: Bool
    /// What holds while there is no such file, or none that can be read.
    private let standard: HeaderRules
    private let logger: Logger
    private let state: Mutex<State>

    /// - Parameters:
    ///   - path: of `headers.json`.
    ///   - isHTTPS: whether the public URL is https.
    init(path: String, isHTTPS: Bool, logger: Logger) {
        self.path = path
        self.isHTTPS = isHTTPS
        standard = .standard(https: isHTTPS)
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
        // What a field's value may not hold is dropped here, once, so that writing needs no look (RFC 9110 §5.5).
        let fields = state.withLock { $0.rules }.headers(forPath: path).filter { field in
            !field.name.isEmpty && field.name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
                && field.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        }
        // A site that was built for plain http may stand behind TLS all the same.
        let name = HeaderRules.transportSecurity.name
        guard isHTTPS, !fields.contains(where: { $0.name.lowercased() == name.lowercased() }) else { return fields }
        return fields + [HeaderRules.transportSecurity]
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
