import Core
import Crypto
import Foundation

/// The key that seals secrets at rest: 256 bits, never printed.
struct SealingKey: Sendable {
    static let byteCount = 32

    let key: SymmetricKey
    /// Tells keys apart without telling anything about them: the start of a hash.
    let id: [UInt8]

    /// - Returns: `nil` unless there are 32 bytes.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        key = SymmetricKey(data: Array(bytes))
        id = Array(SHA256.hash(data: Array("edge sealing key\0".utf8) + bytes).prefix(4))
    }

    /// The key itself, to be written to a file that only its owner reads.
    var bytes: Data { key.withUnsafeBytes { Data($0) } }

    /// - Parameter base64: as in the file and the environment; white space around it is ignored.
    init?(base64: String) {
        let text = base64.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let data = Data(base64Encoded: text) else { return nil }
        self.init(bytes: data)
    }
}

extension SealingKey: CustomStringConvertible, CustomReflectable {
    var description: String { "<sealing key>" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
