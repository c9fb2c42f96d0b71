import Core

/// A resource as a request found it: which bytes, what they are, and the fields that go with them.
struct Resource: Sendable {
    var representation: Representation
    /// `Content-Type`.
    var mediaType: String
    var entityTag: EntityTag?
    var lastModified: HTTPDate?
    /// Fields of the site (`Cache-Control`, CSP, `Vary`, `Content-Encoding`, …).
    var fields: [(name: String, value: String)] = []
    /// Tells the capability link that led here from others, without being its token; transfers are counted by it.
    var link: String?

    /// What to plan an answer with; `nil` for a live representation.
    var facts: RepresentationFacts? {
        representation.length.map {
            RepresentationFacts(
                length: $0, mediaType: mediaType,
                validators: Validators(entityTag: entityTag, lastModified: lastModified))
        }
    }
}

/// What a provider says to a request.
enum ResourceAnswer: Sendable {
    case resource(Resource)
    /// A document with a status of its own, whole and unconditional: the 404 page.
    case page(status: Int, Resource)
    /// 308 to a path of this origin.
    case redirect(location: String, fields: [(name: String, value: String)])
    case problem(Problem, fields: [(name: String, value: String)])
}
