import Crypto

/// Knows which capability links there are. Whoever keeps them answers by the digest of a token alone: the clear token
/// is not for looking up (`design.md` §11.12).
protocol LinkDirectory: Sendable {
    /// What a link leads to; `nil` when there is none, or it was revoked or has expired: which of these is nobody's
    /// business who asks.
    func target(of digest: SHA256Digest) async throws -> LinkTarget?
}

/// What a capability link leads to.
struct LinkTarget: Equatable, Sendable {
    /// The link's id, by which its transfers are counted.
    var link: String
    /// Of the file below the folder of audio, such as `["3f…9c.mp3"]`.
    var file: [String]
}
