import Core
import Testing

struct ProxyTrustTests {
    private let trust = ProxyTrust(proxies: ["127.0.0.0/8", "10.0.0.0/8"].compactMap { NetworkBlock($0) })

    @Test(
        "The client is the first address, from our end, that is no trusted proxy's",
        arguments: [
            ("127.0.0.1", "203.0.113.9", "203.0.113.9"), ("127.0.0.1", "203.0.113.9, 10.1.1.1", "203.0.113.9"),
            // What a client invents stands before its own address.
            ("127.0.0.1", "127.0.0.1, 203.0.113.9", "203.0.113.9"),
            ("127.0.0.1", "6.6.6.6, 203.0.113.9, 10.1.1.1", "203.0.113.9"),
            // Nobody else's word counts.
            ("198.51.100.1", "6.6.6.6", "198.51.100.1"),
            // All of them proxies: the outermost.
            ("127.0.0.1", "10.1.1.1, 10.2.2.2", "10.1.1.1"), ("127.0.0.1", "6.6.6.6, nonsense", "127.0.0.1"),
            ("127.0.0.1", "", "127.0.0.1"),
        ])
    func client(peer: String, field: String, client: String) throws {
        let origin = trust.origin(peer: NetworkAddress(peer)) { $0 == "X-Forwarded-For" ? [field] : [] }
        #expect(origin.address == NetworkAddress(client))
    }

    @Test("A peer that is vouched for counts as trusted")
    func vouched() {
        let origin = trust.origin(peer: NetworkAddress("198.51.100.1"), isVouchedFor: true) {
            ["X-Forwarded-For": ["203.0.113.9"], "X-Forwarded-Proto": ["https"]][$0] ?? []
        }
        #expect(origin == .init(address: NetworkAddress("203.0.113.9"), isHTTPS: true))
    }

    @Test("The other field is never read")
    func otherField() {
        let origin = trust.origin(peer: NetworkAddress("127.0.0.1")) {
            $0 == "Forwarded" ? ["for=6.6.6.6;proto=https"] : []
        }
        #expect(origin == .init(address: NetworkAddress("127.0.0.1"), isHTTPS: nil))
    }

    @Test("An unknown peer stays unknown")
    func unknown() {
        #expect(trust.origin(peer: nil) { _ in ["6.6.6.6"] }.address == nil)
    }
}
