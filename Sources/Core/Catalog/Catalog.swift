package import Foundation

/// The cards of a site: the content of `catalog.json`, the one thing that `site-builder` and the edge share.
///
/// `dist/catalog.json` holds public cards, `private/catalog.json` beside it those that must not be published.
package struct Catalog: Codable, Equatable, Sendable {
    /// The format's version; a reader refuses a version it does not know.
    package var version: Int
    /// Newest first.
    package var cards: [CatalogCard]

    package init(version: Int = Catalog.currentVersion, cards: [CatalogCard]) {
        self.version = version
        self.cards = cards
    }

    /// The version this program writes and reads.
    package static let currentVersion = 1

    /// Reads `catalog.json`.
    ///
    /// - Throws: `DecodingError` when the text is not of this format or of another version.
    package init(json: Data) throws {
        self = try JSONDecoder().decode(Catalog.self, from: json)
        guard version == Self.currentVersion else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "catalog.json has version \(version), known is 1"))
        }
    }

    /// The file's bytes: sorted keys, so that equal catalogs are equal bytes.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
