import Core
import Foundation

/// Opens files and computes their validators. Everything here blocks: it runs on the thread pool only.
struct FileOpener: Sendable {
    /// Larger files are not hashed. Hashing gigabytes on the first request would stall the player that made it, so
    /// their tag covers what the file system knows: it changes with every write, and also when nothing but the date
    /// does, which costs a client one transfer and never gives it wrong bytes.
    var maximumHashedBytes = 64 * 1024 * 1024
    let hashes: ContentHashes

    /// Wraps a descriptor with its validators, taking it over also when that fails.
    ///
    /// - Returns: `nil` when it is no regular file.
    func file(descriptor: CInt) -> OpenFile? {
        for _ in 0..<3 {
            guard let identity = FileIdentity(descriptor: descriptor) else { break }
            guard identity.size <= maximumHashedBytes else {
                return OpenFile(descriptor: descriptor, identity: identity, entityTag: Self.tag(of: identity))
            }
            let digest = hashes[identity] ?? Self.digest(of: descriptor, length: identity.size)
            // Written to while it was read: what was hashed is no state of the file. Try again.
            guard let digest, FileIdentity(descriptor: descriptor)?.hasSameContent(as: identity) == true else {
                continue
            }
            hashes[identity] = digest
            return OpenFile(
                descriptor: descriptor, identity: identity, entityTag: EntityTag(opaque: String(digest.prefix(32))))
        }
        guard let identity = FileIdentity(descriptor: descriptor) else {
            close(descriptor)
            return nil
        }
        return OpenFile(descriptor: descriptor, identity: identity, entityTag: Self.tag(of: identity))
    }

    private static func tag(of identity: FileIdentity) -> EntityTag {
        let text = "\(identity.device) \(identity.inode) \(identity.size) \(identity.modified) \(identity.changed)"
        return EntityTag(opaque: String(ContentDigest.sha256(Data(text.utf8)).prefix(32)))
    }

    private static func digest(of descriptor: CInt, length: Int) -> String? {
        var offset = 0
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        return ContentDigest.sha256 {
            guard offset < length else { return [] }
            let count = buffer.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress, min($0.count, length - offset), off_t(offset))
            }
            guard count > 0 else { return nil }
            offset += count
            return buffer[..<count]
        }
    }
}
