import Core
import Crypto
import CryptoExtras
import Foundation

/// What scrypt costs (RFC 7914 §2): memory and time grow with 2^`logN`.
struct ScryptCost: Equatable, Sendable {
    var logN: Int
    var blockSize = 8
    var parallelism = 1

    /// 32 MiB and some 100 ms of a small machine's core; one at a time.
    static let standard = ScryptCost(logN: 15)

    /// Bounds of what is taken from a stored hash: it may ask for 128 MiB at most.
    var isSane: Bool { (1...17).contains(logN) && (1...8).contains(blockSize) && parallelism == 1 }
}

/// A password as it is stored: `scrypt$<logN>$<block size>$<parallelism>$<salt>$<key>`, the last two in base64.
struct PasswordHash: Equatable, Sendable {
    var cost: ScryptCost
    var salt: [UInt8]
    var key: [UInt8]

    static let saltBytes = 16
    static let keyBytes = 32

    /// Hashes a password. Takes some 100 ms and 32 MiB: only ``PasswordHasher`` calls it.
    static func make(_ password: String, cost: ScryptCost, salt: [UInt8]) throws -> PasswordHash {
        // Composed, so that `é` is one password on every keyboard. An empty one is hashed as a zero byte, since the
        // library takes no empty input; neither can ever be set.
        let bytes = Array(password.precomposedStringWithCanonicalMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes.isEmpty ? [0] : bytes, salt: salt, outputByteCount: keyBytes, rounds: 1 << cost.logN,
            blockSize: cost.blockSize, parallelism: cost.parallelism)
        return PasswordHash(cost: cost, salt: salt, key: key.withUnsafeBytes { Array($0) })
    }

    /// Whether the password is this one; as slow as ``make(_:cost:salt:)``, and as slow for a wrong one.
    func matches(_ password: String) throws -> Bool {
        let other = try Self.make(password, cost: cost, salt: salt)
        return ConstantTime.areEqual(key, other.key)
    }
}

extension PasswordHash {
    var text: String {
        let fields = [cost.logN, cost.blockSize, cost.parallelism].map(String.init)
        return (["scrypt"] + fields + [salt, key].map { Data($0).base64EncodedString() }).joined(separator: "$")
    }

    /// - Returns: `nil` for anything but a hash of ours.
    init?(_ text: String) {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 6, fields[0] == "scrypt", let logN = Int(fields[1]), let blockSize = Int(fields[2]),
            let parallelism = Int(fields[3]), let salt = Data(base64Encoded: fields[4]),
            let key = Data(base64Encoded: fields[5]), !salt.isEmpty, key.count == Self.keyBytes
        else { return nil }
        cost = ScryptCost(logN: logN, blockSize: blockSize, parallelism: parallelism)
        guard cost.isSane else { return nil }
        self.salt = Array(salt)
        self.key = Array(key)
    }
}

extension PasswordHash: CustomStringConvertible, CustomReflectable {
    var description: String { "<password hash>" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
