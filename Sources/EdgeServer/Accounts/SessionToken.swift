import Core
import Crypto
import Foundation

/// What a browser shows to be recognised: 256 random bits in base64url. Only its SHA-256 is ever stored.
struct SessionToken: Sendable {
    /// As in the cookie.
    let text: String

    init(random: RandomBytes) {
        text = Base64URL.text(random(count: 32))
    }

    /// - Returns: `nil` when it has not the form of a token.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count == 43, text.utf8.allSatisfy(Base64URL.isDigit) else { return nil }
        self.text = String(text)
    }

    /// What is stored and looked up. A plain hash will do: there is nothing to guess in 256 random bits.
    var hash: Data { Data(SHA256.hash(data: Array(text.utf8))) }
}

extension SessionToken: CustomStringConvertible, CustomReflectable {
    var description: String { "<token>" }
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
