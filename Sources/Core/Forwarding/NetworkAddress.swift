import Foundation

/// An IPv4 or IPv6 address. An IPv4 address in IPv6 clothes (`::ffff:192.0.2.1`, RFC 4291 §2.5.5.2) is the IPv4
/// address: a socket that listens to both families shows one as the other.
package struct NetworkAddress: Hashable, Sendable, CustomStringConvertible {
    /// Four or sixteen, most significant first.
    let bytes: [UInt8]

    /// Reads `192.0.2.1`, `2001:db8::1` or `fe80::1%eth0`, whose zone is dropped; `nil` for anything else: names,
    /// shortened IPv4 (`127.1`), ports, brackets.
    package init?(_ text: some StringProtocol) {
        guard (2...64).contains(text.utf8.count) else { return nil }
        let address = String(text.prefix { $0 != "%" })
        var four = in_addr()
        if inet_pton(AF_INET, address, &four) == 1 {
            self.init(bytes: withUnsafeBytes(of: &four) { Array($0) })
            return
        }
        var sixteen = in6_addr()
        guard inet_pton(AF_INET6, address, &sixteen) == 1 else { return nil }
        self.init(bytes: withUnsafeBytes(of: &sixteen) { Array($0) })
    }

    private init(bytes: [UInt8]) {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        self.bytes = bytes.starts(with: mapped) && bytes.count == 16 ? Array(bytes.dropFirst(12)) : bytes
    }

    /// `127.0.0.0/8` or `::1`: whoever asks is on this machine.
    package var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    }

    /// What to count connections by: an IPv4 address itself, of an IPv6 address the /64, which is what a household
    /// gets: it can take any address in it.
    package var household: NetworkAddress {
        bytes.count == 4
            ? self : NetworkAddress(bytes: Array(bytes.prefix(8)) + Array(repeating: 0, count: 8))
    }

    /// As RFC 5952 writes it.
    package var description: String {
        var buffer = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        // Neither the family nor the size can be wrong.
        guard inet_ntop(family, bytes, &buffer, socklen_t(buffer.count)) != nil else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A block of addresses as `10.0.0.0/8` (RFC 4632); an address alone is a block of one.
package struct NetworkBlock: Hashable, Sendable {
    private let address: NetworkAddress
    /// Leading bits that count.
    private let bits: Int

    /// `nil` for what is no address, and for bits beyond its length.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ NetworkAddress($0) }) else { return nil }
        let length = address.bytes.count * 8
        guard parts.count == 2 else {
            self.address = address
            bits = length
            return
        }
        guard parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let bits = Int(parts[1]), bits <= length
        else { return nil }
        self.address = address
        self.bits = bits
    }

    /// Whether an address lies in the block; IPv4 never lies in an IPv6 block nor the other way round.
    package func contains(_ candidate: NetworkAddress) -> Bool {
        guard candidate.bytes.count == address.bytes.count else { return false }
        let whole = bits / 8
        guard candidate.bytes.prefix(whole) == address.bytes.prefix(whole) else { return false }
        let rest = bits % 8
        guard rest > 0 else { return true }
        return (candidate.bytes[whole] ^ address.bytes[whole]) >> (8 - rest) == 0
    }
}
