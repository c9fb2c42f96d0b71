import Core

/// A file of the site as it is served: its open forms and the fields that go with it.
final class SiteDocument: Sendable {
    /// Path of the file (`/help/index.html`), which decides media type and header fields.
    let filePath: String
    let mediaType: String
    /// From the header rules.
    let fields: [(name: String, value: String)]
    let plain: OpenFile
    /// Precompressed siblings, best first.
    let coded: [(coding: ContentCoding, file: OpenFile)]

    init(
        filePath: String, mediaType: String, fields: [(name: String, value: String)], plain: OpenFile,
        coded: [(coding: ContentCoding, file: OpenFile)]
    ) {
        self.filePath = filePath
        self.mediaType = mediaType
        self.fields = fields
        self.plain = plain
        self.coded = coded
    }

    /// Whether no form of it was written to or replaced since it was opened.
    var isUntouched: Bool { plain.isUntouched && coded.allSatisfy { $0.file.isUntouched } }

    /// How many descriptors it holds.
    var descriptorCount: Int { 1 + coded.count }

    /// The form that a request gets. A request for a range gets the plain form: ranges are of the coded bytes, and
    /// nobody who seeks in a text wants these.
    func resource(acceptEncoding: [String], wantsRange: Bool, now: HTTPClock.Instant) -> Resource {
        guard !coded.isEmpty else { return resource(plain, fields, now: now) }
        let coding = wantsRange ? nil : ContentCoding.negotiate(acceptEncoding, offered: coded.map(\.coding))
        let file = coded.first { $0.coding == coding }?.file ?? plain
        var fields = fields
        fields.append((name: "Vary", value: "Accept-Encoding"))
        if let coding { fields.append((name: "Content-Encoding", value: coding.rawValue)) }
        return resource(file, fields, now: now)
    }

    /// The plain form with its validators and without fields, for an answer at another address.
    func plainResource(now: HTTPClock.Instant) -> Resource { resource(plain, [], now: now) }

    private func resource(
        _ file: OpenFile, _ fields: [(name: String, value: String)], now: HTTPClock.Instant
    ) -> Resource {
        Resource(
            representation: .file(file), mediaType: mediaType, entityTag: file.entityTag,
            lastModified: file.lastModified(now: now.date), fields: fields)
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
