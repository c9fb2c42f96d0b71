import Foundation

/// What a build wrote into a folder, kept in the folder itself: only files listed here are ever removed, and a
/// folder without it is not ours to write into.
struct BuildManifest: Codable, Equatable, Sendable {
    var version = 1
    /// SHA-256 of each file by path.
    var files: [String: String]

    /// Path below the output folder; hidden, so that neither the edge nor a publisher takes it for a page.
    static let path = ".site-builder/manifest.json"

    init(files: [String: String]) { self.files = files }

    init(json: Data) throws { self = try JSONDecoder().decode(BuildManifest.self, from: json) }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
