import CryptoExtras
import Foundation
import JWTKit

/// Signs and verifies tokens with RS256. The key is made once per process: it guards nothing that is real.
struct TokenIssuer: Sendable {
    static let keyID = "fake-key"

    private let keys: JWTKeyCollection
    /// The JSON Web Key Set for `/.well-known/jwks.json` (RFC 7517).
    let keySet: WireJSON

    private static let key = Result {
        try Insecure.RSA.PrivateKey(backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
    }

    /// - Throws: what the making of the key throws.
    init() async throws {
        let key = try Self.key.get()
        keys = JWTKeyCollection()
        await keys.add(rsa: key, digestAlgorithm: .sha256, kid: JWKIdentifier(string: Self.keyID))
        let numbers = try key.publicKey.getKeyPrimitives()
        keySet = [
            "keys": [
                [
                    "kty": "RSA", "use": "sig", "alg": "RS256", "kid": .string(Self.keyID),
                    "n": .string(Secret.base64URL(numbers.modulus)),
                    "e": .string(Secret.base64URL(numbers.publicExponent)),
                ]
            ]
        ]
    }

    func sign(_ claims: some JWTPayload) async throws -> String {
        try await keys.sign(claims, kid: JWKIdentifier(string: Self.keyID))
    }

    /// The claims of an access token with our signature; its times are for the caller to look at.
    func verified(_ token: String) async -> AccessTokenClaims? {
        try? await keys.verify(token, as: AccessTokenClaims.self)
    }
}

/// What an access token says (`yoto-platform.md` §1.5, F-oauth-7).
struct AccessTokenClaims: JWTPayload, Equatable {
    static let issuer = "https://login.yotoplay.com/"
    static let userID = "auth0|65f000000000000000000001"

    var iss = issuer
    var sub = userID
    var aud: [String]
    var iat: Int
    var exp: Int
    var scope: String
    var azp: String
    var jti: String

    init(login: Login, scopes: Set<String>, number: Int, issuedAt: Date, seconds: Int) {
        aud = login.audience.map { [$0] } ?? []
        if scopes.contains("openid") { aud.append(Self.issuer + "userinfo") }
        iat = Int(issuedAt.timeIntervalSince1970)
        exp = iat + seconds
        scope = scopes.sorted().joined(separator: " ")
        azp = login.clientID
        jti = "\(number)"
    }

    var scopes: Set<String> { Set(scope.split(separator: " ").map(String.init)) }

    /// Which of all access tokens this is, counted from 1.
    var number: Int { Int(jti) ?? 0 }

    /// Times are held against the simulator's clock, not against the machine's.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// What an id token says.
struct IDTokenClaims: JWTPayload {
    var iss: String
    var sub: String
    var aud: String
    var iat: Int
    var exp: Int
    var name = "Example Parent"

    init(_ claims: AccessTokenClaims) {
        iss = claims.iss
        sub = claims.sub
        aud = claims.azp
        iat = claims.iat
        exp = claims.iat + 36_000
    }

    func verify(using algorithm: some JWTAlgorithm) async throws {}
}
