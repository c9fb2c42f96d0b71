import Crypto
import Foundation

/// The proof key of one login (RFC 7636): who begins it keeps the verifier and shows the challenge.
package struct ProofKey: Equatable, Sendable {
    /// 43 characters of the base64url alphabet; a secret until the code is exchanged.
    package let verifier: String

    /// A key that was made before.
    ///
    /// - Returns: `nil` for anything but 43…128 unreserved characters (RFC 7636 §4.1).
    package init?(verifier: String) {
        let isUnreserved = verifier.utf8.allSatisfy { Base64URL.isDigit($0) || ".~".utf8.contains($0) }
        guard isUnreserved, (43...128).contains(verifier.utf8.count) else { return nil }
        self.verifier = verifier
    }

    /// A new key from 32 random bytes.
    package init(randomBytes: RandomBytes = .system) {
        verifier = Base64URL.text(randomBytes(count: 32))
    }

    /// What the authorize request shows, method `S256` (RFC 7636 §4.2).
    package var challenge: String { Base64URL.text(SHA256.hash(data: Data(verifier.utf8))) }
}

extension ProofKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "ProofKey(hidden)" }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
