import Core
import Crypto
import Foundation

/// Decides where a request is from, and whether it came the way it must: with an origin secret, only CloudFront (or
/// another proxy that knows it) and programs on this machine get in.
struct OriginGate: Sendable {
    let trust: ProxyTrust
    private let secret: SHA256Digest?

    /// The header in which a proxy proves itself.
    static let secretField = "X-Origin-Secret"

    init(trust: ProxyTrust, secret: String? = nil) {
        self.trust = trust
        self.secret = secret.map { SHA256.hash(data: Data($0.utf8)) }
    }

    /// Where a request is from; `nil` when it lacks the secret and needs it.
    ///
    /// Digests are compared in place of texts, and these in constant time: how long it takes tells nothing.
    func origin(peer: NetworkAddress?, values: (_ name: String) -> [String]) -> ProxyTrust.Origin? {
        guard let secret else { return trust.origin(peer: peer, values: values) }
        let offered = values(Self.secretField)
        let isProven = offered.count == 1 && SHA256.hash(data: Data(offered[0].utf8)) == secret
        if isProven { return trust.origin(peer: peer, isVouchedFor: true, values: values) }
        let isLocal = peer?.isLoopback == true && ForwardedField.allCases.allSatisfy { values($0.rawValue).isEmpty }
        return isLocal ? ProxyTrust.Origin(address: peer) : nil
    }
}
