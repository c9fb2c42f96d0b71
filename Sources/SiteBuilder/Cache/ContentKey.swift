/// A 128-bit fingerprint of what something was made from. Equal input gives an equal key on every machine and in every
/// run; it is made to tell an author's own files apart, not to withstand an attacker.
struct ContentKey: Sendable, Hashable {
    var high: UInt64 = 0
    var low: UInt64 = 0

    /// The key of a list of parts; no two different lists run together.
    static func of(_ add: (inout Builder) -> Void) -> ContentKey {
        var builder = Builder()
        add(&builder)
        return builder.key
    }

    /// The key of bytes.
    static func of(bytes: [UInt8]) -> ContentKey { of { $0.add(bytes: bytes) } }

    /// Takes parts one after the other: two lanes of multiply-and-fold with different constants.
    struct Builder {
        private var high: UInt64 = 0x9E37_79B9_7F4A_7C15
        private var low: UInt64 = 0xD1B5_4A32_D192_ED03

        var key: ContentKey {
            ContentKey(
                high: Self.fold(high ^ low, 0xA076_1D64_78BD_642F), low: Self.fold(low &+ high, 0xE703_7ED1_A0B4_28DB))
        }

        mutating func add(_ word: UInt64) {
            high = Self.fold(high ^ word, 0xE703_7ED1_A0B4_28DB)
            low = Self.fold((low &+ word) ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3) ^ word
        }

        mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

        mutating func add(_ key: ContentKey) {
            add(key.high)
            add(key.low)
        }

        mutating func add(_ flag: Bool) { add(flag ? 1 : 2 as UInt64) }

        mutating func add(bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

        /// Texts, each with its length.
        mutating func add(_ texts: String...) {
            for var text in texts { text.withUTF8 { add(UnsafeRawBufferPointer($0)) } }
        }

        mutating func add(_ bytes: UnsafeRawBufferPointer) {
            add(UInt64(bytes.count))
            var index = 0
            while index + 8 <= bytes.count {
                add(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                index += 8
            }
            var last: UInt64 = 0
            while index < bytes.count {
                last = last << 8 | UInt64(bytes[index])
                index += 1
            }
            add(last)
        }

        private static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
            let product = a.multipliedFullWidth(by: b)
            return product.high ^ product.low
        }
    }
}
