/// Whose word counts on where a request comes from.
package struct ProxyTrust: Equatable, Sendable {
    /// Proxies in front of us.
    package var proxies: [NetworkBlock]
    /// The field they write.
    package var field: ForwardedField

    package init(proxies: [NetworkBlock] = [], field: ForwardedField = .legacy) {
        self.proxies = proxies
        self.field = field
    }

    /// Who made a request, and how it came to the outermost proxy that we trust.
    package struct Origin: Equatable, Sendable {
        /// `nil` when even the peer is unknown (a socket of the file system).
        package var address: NetworkAddress?
        /// Whether it came by https there; `nil` when no trusted proxy tells.
        package var isHTTPS: Bool?

        package init(address: NetworkAddress?, isHTTPS: Bool? = nil) {
            self.address = address
            self.isHTTPS = isHTTPS
        }
    }

    /// Goes back from the peer as long as who tells the next step is trusted: the first address that is no trusted
    /// proxy's is the client's. What stands before it in the field may be invented and is not looked at.
    ///
    /// - Parameters:
    ///   - peer: the other end of the connection.
    ///   - isVouchedFor: whether the peer is trusted for another reason, such as a secret that it sent.
    ///   - values: all lines of the request's field with the name given.
    package func origin(
        peer: NetworkAddress?, isVouchedFor: Bool = false, values: (_ name: String) -> [String]
    ) -> Origin {
        var origin = Origin(address: peer)
        guard isVouchedFor || trusts(peer) else { return origin }
        for hop in field.hops(values: values).reversed() {
            if let scheme = hop.scheme { origin.isHTTPS = scheme == "https" }
            // An unreadable step ends the way: what is known so far is the nearest we get.
            guard let address = hop.address else { return origin }
            origin.address = address
            guard trusts(address) else { return origin }
        }
        return origin
    }

    /// Whether an address is that of a proxy in front of us.
    package func trusts(_ address: NetworkAddress?) -> Bool {
        guard let address else { return false }
        return proxies.contains { $0.contains(address) }
    }
}
