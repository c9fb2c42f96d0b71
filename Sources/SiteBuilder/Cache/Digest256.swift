import Core
import Crypto

/// A SHA-256, held in 32 bytes.
struct Digest256: Sendable, Hashable {
    private var words: (UInt64, UInt64, UInt64, UInt64)

    /// The digest of bytes.
    init(of bytes: [UInt8]) {
        self.init(SHA256.hash(data: bytes).withUnsafeBytes { Array($0) })
    }

    /// Exactly 32 bytes; `nil` for another number.
    init?(raw bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.init(bytes)
    }

    /// 64 hexadecimal digits; `nil` for another text.
    init?(_ text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: 64, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index..<(index + 2)], as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        self.init(bytes)
    }

    private init(_ bytes: [UInt8]) {
        words = bytes.withUnsafeBytes { raw in
            (
                raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)
            )
        }
    }

    var bytes: [UInt8] {
        var words = words
        return withUnsafeBytes(of: &words) { Array($0) }
    }

    /// 64 lower-case hexadecimal digits.
    var hexadecimal: String { ContentDigest.hexadecimal(bytes) }

    static func == (a: Digest256, b: Digest256) -> Bool { a.words == b.words }

    func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
