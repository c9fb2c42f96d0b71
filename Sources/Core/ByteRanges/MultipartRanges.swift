/// The content of a `multipart/byteranges` answer (RFC 9110 §14.6): part headers as bytes, parts as ranges, the
/// length known beforehand.
struct MultipartRanges {
    var mediaType: String
    var segments: [ResponsePlan.Segment]
    /// Bytes.
    var contentLength: Int

    init(parts: [Range<Int>], facts: RepresentationFacts, boundary: String) {
        mediaType = "multipart/byteranges; boundary=\(boundary)"
        segments = []
        contentLength = 0
        for (index, part) in parts.enumerated() {
            let head =
                "\(index == 0 ? "" : "\r\n")--\(boundary)\r\nContent-Type: \(facts.mediaType)\r\n"
                + "Content-Range: \(ResponsePlan.contentRange(part, length: facts.length))\r\n\r\n"
            append(head)
            segments.append(.representation(part))
            contentLength += part.count
        }
        append("\r\n--\(boundary)--\r\n")
    }

    private mutating func append(_ text: String) {
        let bytes = Array(text.utf8)
        segments.append(.bytes(bytes))
        contentLength += bytes.count
    }
}
