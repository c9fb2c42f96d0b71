import Core
import NIOHTTP1

/// A file of the site as it is served: its open forms and the fields that go with it.
struct SiteDocument: Sendable {
    /// Path of the file (`/help/index.html`), which decides media type and header fields.
    var filePath: String
    var mediaType: String
    /// From the header rules.
    var fields: [(name: String, value: String)]
    var plain: OpenFile
    /// Precompressed siblings, best first.
    var coded: [(coding: ContentCoding, file: OpenFile)]

    /// Whether no form of it was written to or replaced since it was opened.
    var isUntouched: Bool { plain.isUntouched && coded.allSatisfy { $0.file.isUntouched } }

    /// How many descriptors it holds.
    var descriptorCount: Int { 1 + coded.count }

    /// The form that a request gets. A request for a range gets the plain form: ranges are of the coded bytes, and
    /// nobody who seeks in a text wants these.
    func resource(for request: ResourceRequest) -> Resource {
        let lines = request.headers[canonicalForm: "accept-encoding"].map(String.init)
        let wantsRange = request.headers.contains(name: "Range")
        let coding = wantsRange ? nil : ContentCoding.negotiate(lines, offered: coded.map(\.coding))
        let file = coded.first { $0.coding == coding }?.file ?? plain
        var fields = fields
        if !coded.isEmpty { fields.append((name: "Vary", value: "Accept-Encoding")) }
        if let coding { fields.append((name: "Content-Encoding", value: coding.rawValue)) }
        return Resource(
            representation: .file(file), mediaType: mediaType, entityTag: file.entityTag,
            lastModified: file.lastModified(now: request.now.date), fields: fields)
    }

    /// The plain form, for an answer that is not about this document.
    var plainResource: Resource {
        Resource(representation: .file(plain), mediaType: mediaType, fields: fields)
    }
}

/// What a path leads to.
enum SiteOutcome: Sendable {
    case document(SiteDocument)
    /// A folder with an index, asked for without its final slash.
    case folder
    case missing
    case failed(Problem)
}
