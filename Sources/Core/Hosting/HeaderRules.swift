package import Foundation

/// Which response headers a path gets: the content of `dist/headers.json`, written by `site-builder` and obeyed by
/// the edge, `site-builder serve` and CloudFront, so that the three cannot differ.
///
/// The first rule that matches a path decides; its profile's headers come first and its own are added or replace them.
package struct HeaderRules: Codable, Equatable, Sendable {
    /// The format's version; a reader refuses a version it does not know.
    package var version: Int
    /// Named sets of headers: `pages` for what browsers show, `api` for JSON.
    package var profiles: [String: [String: String]]
    /// In order: the first that matches a path decides.
    package var rules: [Rule]

    /// One path pattern and its headers.
    package struct Rule: Codable, Equatable, Sendable {
        /// An exact path (`/sw.js`), or a prefix or suffix with one `*` (`/assets/*`, `*.html`, `*`).
        package var path: String
        /// A key of ``HeaderRules/profiles``.
        package var profile: String
        /// Added to the profile's, or in place of them.
        package var headers: [String: String]

        package init(path: String, profile: String, headers: [String: String]) {
            self.path = path
            self.profile = profile
            self.headers = headers
        }

        /// Whether the pattern covers a path that starts with `/`.
        package func matches(_ candidate: String) -> Bool {
            guard let star = path.firstIndex(of: "*") else { return path == candidate }
            let prefix = path[..<star]
            let suffix = path[path.index(after: star)...]
            return candidate.utf8.count >= prefix.utf8.count + suffix.utf8.count
                && candidate.hasPrefix(prefix) && candidate.hasSuffix(suffix)
        }
    }

    package init(version: Int = HeaderRules.currentVersion, profiles: [String: [String: String]], rules: [Rule]) {
        self.version = version
        self.profiles = profiles
        self.rules = rules
    }

    /// The version this program writes and reads.
    package static let currentVersion = 1

    /// The headers of a path, sorted by name; empty when no rule matches.
    ///
    /// - Parameter path: the path of the *file* that is served (`/help/index.html`), starting with `/`.
    package func headers(forPath path: String) -> [(name: String, value: String)] {
        guard let rule = rules.first(where: { $0.matches(path) }) else { return [] }
        let merged = (profiles[rule.profile] ?? [:]).merging(rule.headers) { _, own in own }
        return merged.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
    }

    /// Reads `headers.json`.
    ///
    /// - Throws: `DecodingError` when the text is not of this format or of another version.
    package init(json: Data) throws {
        self = try JSONDecoder().decode(HeaderRules.self, from: json)
        guard version == Self.currentVersion else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "headers.json has version \(version), known is 1"))
        }
    }

    /// The file's bytes: sorted keys, so that equal rules are equal bytes.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
