import Core
import Testing

struct NetworkAddressTests {
    @Test(
        "An address is read and written as RFC 5952 has it",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"), ("::ffff:192.0.2.1", "192.0.2.1"),
            ("fe80::1%eth0", "fe80::1"), ("::1", "::1"), ("0.0.0.0", "0.0.0.0"),
        ])
    func reads(text: String, written: String) {
        #expect(NetworkAddress(text)?.description == written)
    }

    @Test(
        "What is no address is none",
        arguments: [
            "", "localhost", "127.1", "1.2.3.4.5", "256.0.0.1", "1.2.3.4:80", "[::1]", "2001:db8::1::2", "01.2.3.4",
            " 1.2.3.4",
            "1.2.3.4 ", "٣.0.0.1", String(repeating: "1", count: 10_000), "_hidden", "unknown", "%eth0",
        ])
    func refuses(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test(
        "The loopback is known in all its forms",
        arguments: [
            ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true), ("::ffff:127.0.0.1", true), ("128.0.0.1", false),
            ("::2", false), ("::", false),
        ])
    func loopback(text: String, is expected: Bool) throws {
        #expect(try #require(NetworkAddress(text)).isLoopback == expected)
    }

    @Test("A household is an IPv4 address or an IPv6 /64")
    func household() throws {
        #expect(try #require(NetworkAddress("192.0.2.1")).household.description == "192.0.2.1")
        #expect(try #require(NetworkAddress("2001:db8:1:2:3:4:5:6")).household.description == "2001:db8:1:2::")
    }

    @Test(
        "A block holds what its bits say",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
            ("192.0.2.128/25", "192.0.2.127", false),
            ("192.0.2.128/25", "192.0.2.200", true), ("0.0.0.0/0", "1.2.3.4", true), ("0.0.0.0/0", "::1", false),
            ("::/0", "::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
            ("2001:db8::/33", "2001:db8:7fff::1", true),
            ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
            ("127.0.0.0/8", "::ffff:127.0.0.1", true),
        ])
    func blocks(block: String, address: String, holds: Bool) throws {
        #expect(try #require(NetworkBlock(block)).contains(#require(NetworkAddress(address))) == holds)
    }

    @Test(
        "What is no block is none",
        arguments: [
            "", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8/8", "/8", "10.0.0.0/+8", "host/8",
        ])
    func refusesBlocks(text: String) {
        #expect(NetworkBlock(text) == nil)
    }
}
