import Core
import Foundation

/// A card as linked data (JSON-LD, schema.org), for search engines and assistants.
struct StructuredData: Encodable {
    private let context = "https://schema.org"
    private let type: String
    private let name: String
    private let description: String
    private let url: String
    private let image: String
    private let author: Person
    private let readBy: Person?
    private let datePublished: String
    private let inLanguage: String
    private let typicalAgeRange: String
    private let keywords: String?
    private let license: String?
    private let isAccessibleForFree = true
    private let duration: String?
    private let hasPart: [AudioObject]?

    private struct Person: Encodable {
        let type = "Person"
        let name: String

        enum CodingKeys: String, CodingKey {
            case name
            case type = "@type"
        }
    }

    private struct AudioObject: Encodable {
        let type = "AudioObject"
        let position: Int
        let name: String
        let contentUrl: String
        let encodingFormat: String
        let contentSize: String
        let duration: String

        enum CodingKeys: String, CodingKey {
            case position, name, contentUrl, encodingFormat, contentSize, duration
            case type = "@type"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case name, description, url, image, author, readBy, datePublished, inLanguage, typicalAgeRange, keywords,
            license
        case isAccessibleForFree, duration, hasPart
        case context = "@context"
        case type = "@type"
    }

    /// - Parameter absolute: makes an address of a URL path.
    init(_ card: CatalogCard, absolute: (String) -> String) {
        type = card.category == .music ? "MusicAlbum" : card.category == .podcast ? "PodcastSeries" : "Audiobook"
        name = card.title
        description = card.summary
        url = absolute(card.page ?? "/")
        image = absolute(card.cover.url)
        author = Person(name: card.author)
        readBy = card.readBy.map { Person(name: $0) }
        datePublished = card.date
        inLanguage = card.language
        typicalAgeRange = card.maximumAge.map { "\(card.minimumAge)-\($0)" } ?? "\(card.minimumAge)-"
        keywords = card.tags.isEmpty ? nil : card.tags.joined(separator: ", ")
        license = card.license
        duration = card.kind == .stream ? nil : Wording.iso8601(milliseconds: card.durationMilliseconds)
        let parts = card.tracks.enumerated().map { index, track in
            AudioObject(
                position: index + 1, name: track.title, contentUrl: absolute(track.url),
                encodingFormat: track.mediaType, contentSize: String(track.bytes),
                duration: Wording.iso8601(milliseconds: track.durationMilliseconds))
        }
        hasPart = parts.isEmpty ? nil : parts
    }

    /// For a `script` element of type `application/ld+json`: nothing in it can end the element.
    var script: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return json.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing("&", with: "\\u0026")
    }
}
