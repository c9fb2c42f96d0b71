import Foundation

/// What open pages are told when the site was built anew.
struct LiveEvent: Codable, Sendable, Equatable {
    /// What a page should do.
    enum Kind: String, Codable, Sendable {
        /// First event of a connection: a page of another generation loads itself again.
        case hello
        case reload
        /// Only stylesheets changed: a page takes them without loading itself again.
        case styles
        /// The build failed: the page shows why.
        case mistakes
    }

    var kind: Kind
    /// Grows with every build that changed the site.
    var generation: Int
    /// URL paths of all stylesheets, for ``Kind/styles``.
    var styles: [String] = []
    /// For ``Kind/mistakes`` as the terminal shows them.
    var text: String = ""

    /// As a message of `text/event-stream`.
    var message: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return "data: \(json)\n\n"
    }
}
