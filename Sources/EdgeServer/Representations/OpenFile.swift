import Core
import Foundation

/// An open, readable, regular file with its validators. Immutable; shared by the cache and all who send from it, and
/// closed when the last of them lets go.
final class OpenFile: Sendable {
    let descriptor: CInt
    /// As it was when the validators were computed.
    let identity: FileIdentity
    let entityTag: EntityTag

    /// Takes over a descriptor.
    init(descriptor: CInt, identity: FileIdentity, entityTag: EntityTag) {
        self.descriptor = descriptor
        self.identity = identity
        self.entityTag = entityTag
    }

    deinit {
        close(descriptor)
    }

    /// Whether nothing happened to the file or its name since it was opened.
    var isUntouched: Bool { FileIdentity(descriptor: descriptor) == identity }

    /// Whether the bytes are still those that the validators describe: a file that is replaced while it is sent stays
    /// intact, one that is cut or overwritten does not.
    var isIntact: Bool { FileIdentity(descriptor: descriptor)?.hasSameContent(as: identity) ?? false }

    /// `Last-Modified`, never in the future (RFC 9110 §8.8.2.1).
    func lastModified(now: HTTPDate) -> HTTPDate {
        min(HTTPDate(secondsSinceEpoch: identity.modified / 1_000_000_000), now)
    }
}
