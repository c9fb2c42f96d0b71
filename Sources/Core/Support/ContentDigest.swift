import Crypto
package import Foundation

/// Digests of content, in the forms that HTTP, HTML and our own files write them in.
package enum ContentDigest {
    /// The SHA-256 of bytes as 64 lower-case hexadecimal digits.
    package static func sha256(_ bytes: some DataProtocol) -> String {
        hexadecimal(SHA256.hash(data: bytes))
    }

    /// The Subresource Integrity value of bytes, `sha384-<base64>` (W3C SRI §3.1).
    package static func integrity(_ bytes: some DataProtocol) -> String {
        "sha384-" + Data(SHA384.hash(data: bytes)).base64EncodedString()
    }

    /// Lower-case hexadecimal digits of a digest.
    package static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension ContentDigest {
    /// The SHA-256 of content that does not fit in memory, as 64 lower-case hexadecimal digits.
    ///
    /// - Parameter next: gives the next stretch of the content, an empty one at its end, `nil` to give up.
    /// - Returns: `nil` when `next` gave up.
    package static func sha256(reading next: () -> ArraySlice<UInt8>?) -> String? {
        var hash = SHA256()
        while let chunk = next() {
            if chunk.isEmpty { return hexadecimal(hash.finalize()) }
            hash.update(data: chunk)
        }
        return nil
    }
}
