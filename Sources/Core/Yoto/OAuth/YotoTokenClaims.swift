import Foundation

/// What an access token says about itself (`yoto-platform.md` §1.5). The signature is not verified: the token is
/// ours to carry, not to judge, so use this for display only.
package struct YotoTokenClaims: Equatable, Sendable {
    /// The account, such as `auth0|65f0…`.
    package var subject: String?
    /// When it ends by the issuer's clock.
    package var expiresAt: Timestamp?
    /// Its scopes.
    package var scopes: Set<YotoScope>

    /// - Returns: `nil` for a token that is no JWT (RFC 7519), for one that was issued without an audience, say.
    package init?(accessToken: String) {
        let parts = accessToken.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, accessToken.utf8.count <= 16_384, let bytes = Base64URL.bytes(of: parts[1]),
            case .object(let claims)? = try? JSONValue(bytes)
        else { return nil }
        subject = claims[string: "sub"]
        // Beyond the year 9999 the value is nonsense, and must not overflow.
        expiresAt = claims[int: "exp"].flatMap {
            (0...253_402_300_799).contains($0) ? Timestamp(milliseconds: Int64($0) * 1000) : nil
        }
        scopes = YotoScope.set(claims[string: "scope"] ?? "")
    }
}
