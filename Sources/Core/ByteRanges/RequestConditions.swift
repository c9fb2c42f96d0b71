/// The fields of a request that decide which form of a representation it gets (RFC 9110 §13.1, §14.2).
package struct RequestConditions: Equatable, Sendable {
    /// `HEAD` ignores `Range`, which is defined for `GET` alone (RFC 9110 §14.2).
    package var isHead: Bool
    package var ifMatch: [String]
    package var ifNoneMatch: [String]
    package var ifModifiedSince: [String]
    package var ifUnmodifiedSince: [String]
    package var ifRange: [String]
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
