/// Where a request is from, before anybody knows who makes it.
struct Visitor: Equatable, Sendable {
    /// IP address, as far as it is known.
    var address: String
    var userAgent: String
    /// Whether the address tells clients apart. That of a proxy on this machine, or of the machine itself, does not:
    /// limits by address would then lock everybody out together.
    var isDistinct = true
}
