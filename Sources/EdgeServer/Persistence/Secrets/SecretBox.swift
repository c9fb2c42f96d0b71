import Core
import Crypto
import Foundation

/// Seals secrets for the database: AES-256-GCM.
///
/// A box is `version (1) · key id (4) · nonce (12) · ciphertext · tag (16)`. Version, key id and purpose are
/// authenticated with it: a box that was put into another's place does not open.
struct SecretBox: Sendable {
    private static let version: UInt8 = 1
    private static let headerBytes = 5

    private let key: SealingKey

    init(key: SealingKey) {
        self.key = key
    }

    /// Why a box does not open.
    enum Failure: Error, Equatable, CustomStringConvertible {
        /// It was sealed under a key that is not here: `secret.key` was lost or another one restored.
        case otherKey
        /// It is no box of ours, was changed, or belongs elsewhere.
        case damaged

        var description: String {
            switch self {
            case .otherKey: "sealed under another key than data/secret.key"
            case .damaged: "damaged or not sealed for this purpose"
            }
        }
    }

    /// - Parameter purpose: what the secret is and whose, such as `yoto-tokens/<account id>`; the same to open it.
    func seal(_ secret: some DataProtocol, for purpose: String) throws -> Data {
        let header = [Self.version] + key.id
        let sealed = try AES.GCM.seal(secret, using: key.key, authenticating: header + purpose.utf8)
        guard let combined = sealed.combined else { preconditionFailure("a 12-byte nonce always combines") }
        return Data(header) + combined
    }

    /// - Throws: ``Failure``.
    func open(_ box: Data, for purpose: String) throws(Failure) -> Data {
        guard box.count > Self.headerBytes, box.first == Self.version else { throw .damaged }
        let header = Array(box.prefix(Self.headerBytes))
        guard header.dropFirst().elementsEqual(key.id) else { throw .otherKey }
        do {
            let sealed = try AES.GCM.SealedBox(combined: box.dropFirst(Self.headerBytes))
            return try AES.GCM.open(sealed, using: key.key, authenticating: header + purpose.utf8)
        } catch {
            throw .damaged
        }
    }
}
