/// What a plan must know of a representation.
package struct RepresentationFacts: Equatable, Sendable {
    /// Bytes.
    package var length: Int
    /// `Content-Type`.
    package var mediaType: String
    /// What conditions are held against.
    package var validators: Validators

    package init(length: Int, mediaType: String, validators: Validators) {
        self.length = length
        self.mediaType = mediaType
        self.validators = validators
    }
}

/// A whole answer, decided before a byte of it is sent: status, header fields and what the content is made of.
///
/// Pure: whoever executes it adds `Date`, `Cache-Control`, `Vary` and the fields of its site.
package struct ResponsePlan: Equatable, Sendable {
    /// 200, 206, 304, 412 or 416.
    package var status: Int
    /// Header fields in the order to write them.
    package var fields: [Field]
    /// The content in order; empty for `HEAD`, 304, 412 and 416.
    package var segments: [Segment]
    /// Exact length of the content, also of what `HEAD` does not send; `nil` for 304, 412 and 416, whose content (if
    /// any) is not the representation's.
    package var contentLength: Int?

    /// A header field.
    package struct Field: Equatable, Sendable {
        /// As it is written: `Content-Range`.
        package var name: String
        /// Without line breaks.
        package var value: String
    }

    /// A stretch of the content.
    package enum Segment: Equatable, Sendable {
        /// Bytes of the answer itself: the part headers of `multipart/byteranges`.
        case bytes([UInt8])
        /// Bytes of the representation.
        case representation(Range<Int>)
    }

    /// Decides the answer to a `GET` or `HEAD` on a representation that exists.
    ///
    /// - Parameters:
    ///   - now: the time of the answer, its `Date`.
    ///   - boundary: what separates the parts of `multipart/byteranges`; 1–70 letters and digits that do not
    ///     occur in the content at the start of a line, hence random.
    package init(
        for request: RequestConditions, of facts: RepresentationFacts, now: HTTPDate,
        boundary: @autoclosure () -> String
    ) {
        switch Preconditions(validators: facts.validators, now: now).evaluate(request) {
        case .failed: self.init(status: 412, fields: [])
        case .notModified: self.init(status: 304, fields: Self.validatorFields(facts))
        case .proceed(let obeysRange):
            let members = obeysRange ? RangeField.parse(lines: request.range) : nil
            switch members.map({ RangeResolution($0, length: facts.length) }) ?? .whole {
            case .whole: self.init(whole: facts)
            case .unsatisfiable: self.init(unsatisfiable: facts)
            case .parts(let parts):
                if parts.count == 1 {
                    self.init(part: parts[0], of: facts)
                } else {
                    self.init(multipart: MultipartRanges(parts: parts, facts: facts, boundary: boundary()), of: facts)
                }
            }
        }
        if request.isHead { segments = [] }
    }

    private init(status: Int, fields: [Field], segments: [Segment] = [], contentLength: Int? = nil) {
        self.status = status
        self.fields = fields
        self.segments = segments
        self.contentLength = contentLength
    }

    private init(whole facts: RepresentationFacts) {
        self.init(
            status: 200,
            fields: [Field(name: "Content-Type", value: facts.mediaType)] + Self.rangeAndValidatorFields(facts),
            segments: facts.length > 0 ? [.representation(0..<facts.length)] : [], contentLength: facts.length)
    }

    /// RFC 9110 §15.3.7.1
    private init(part: Range<Int>, of facts: RepresentationFacts) {
        self.init(
            status: 206,
            fields: [
                Field(name: "Content-Type", value: facts.mediaType),
                Field(name: "Content-Range", value: Self.contentRange(part, length: facts.length)),
            ] + Self.rangeAndValidatorFields(facts),
            segments: [.representation(part)], contentLength: part.count)
    }

    /// RFC 9110 §15.3.7.2: no `Content-Range` of the whole, each part has its own.
    private init(multipart: MultipartRanges, of facts: RepresentationFacts) {
        self.init(
            status: 206,
            fields: [Field(name: "Content-Type", value: multipart.mediaType)] + Self.rangeAndValidatorFields(facts),
            segments: multipart.segments, contentLength: multipart.contentLength)
    }

    /// RFC 9110 §15.5.17: the length tells a client that resumes whether it has it all.
    private init(unsatisfiable facts: RepresentationFacts) {
        self.init(
            status: 416,
            fields: [Field(name: "Content-Range", value: "bytes */\(facts.length)")]
                + Self.rangeAndValidatorFields(facts))
    }

    /// RFC 9110 §14.4
    static func contentRange(_ part: Range<Int>, length: Int) -> String {
        "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(length)"
    }

    private static func rangeAndValidatorFields(_ facts: RepresentationFacts) -> [Field] {
        [Field(name: "Accept-Ranges", value: "bytes")] + validatorFields(facts)
    }

    private static func validatorFields(_ facts: RepresentationFacts) -> [Field] {
        var fields: [Field] = []
        if let tag = facts.validators.entityTag { fields.append(Field(name: "ETag", value: tag.headerValue)) }
        if let date = facts.validators.lastModified {
            fields.append(Field(name: "Last-Modified", value: date.imfFixdate))
        }
        return fields
    }
}
