import Crypto
import Foundation

/// SHA-256 of something that arrives in pieces.
struct SHA256Digest {
    private var hash = SHA256()

    mutating func add(_ bytes: some DataProtocol) {
        hash.update(data: bytes)
    }

    var hex: String { Secret.hex(hash.finalize()) }

    static func bytes(of data: Data) -> [UInt8] { Array(SHA256.hash(data: data)) }
}
