/// The fields of a request that decide which form of a representation it gets (RFC 9110 §13.1, §14.2).
package struct RequestConditions: Equatable, Sendable {
    /// `HEAD` ignores `Range`, which is defined for `GET` alone (RFC 9110 §14.2).
    package var isHead: Bool
    /// Lines of `If-Match` (§13.1.1).
    package var ifMatch: [String]
    /// Lines of `If-None-Match` (§13.1.2).
    package var ifNoneMatch: [String]
    /// Lines of `If-Modified-Since` (§13.1.3).
    package var ifModifiedSince: [String]
    /// Lines of `If-Unmodified-Since` (§13.1.4).
    package var ifUnmodifiedSince: [String]
    /// Lines of `If-Range` (§13.1.5).
    package var ifRange: [String]
    /// Lines of `Range` (§14.2).
    package var range: [String]

    /// Takes the fields out of a request.
    ///
    /// - Parameter values: all lines of the field with the name given, in their order.
    package init(isHead: Bool = false, values: (_ name: String) -> [String]) {
        self.isHead = isHead
        ifMatch = values("If-Match")
        ifNoneMatch = values("If-None-Match")
        ifModifiedSince = values("If-Modified-Since")
        ifUnmodifiedSince = values("If-Unmodified-Since")
        ifRange = values("If-Range")
        range = values("Range")
    }
}
