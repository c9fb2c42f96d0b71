import Foundation

/// What the file system says of an open file: enough to tell that it is another file, or was written to.
struct FileIdentity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
    /// Bytes.
    var size: Int
    /// Last change of the content, nanoseconds since 1970.
    var modified: Int
    /// Last change of content or attributes, nanoseconds since 1970; also moves when a name of the file is removed or
    /// replaced, which is how a `rename` over a file shows on the descriptor of the old one.
    var changed: Int

    /// What `fstat` says.
    ///
    /// Costs well under a microsecond and does no input or output for local files: the inode of an open file is in
    /// memory. That is why it may be asked on an event loop.
    ///
    /// - Returns: `nil` when the descriptor is no regular file.
    init?(descriptor: CInt) {
        var info = stat()
        guard fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(info.st_dev)
        inode = UInt64(info.st_ino)
        size = Int(info.st_size)
        modified = Int(info.st_mtim.tv_sec) * 1_000_000_000 + Int(info.st_mtim.tv_nsec)
        changed = Int(info.st_ctim.tv_sec) * 1_000_000_000 + Int(info.st_ctim.tv_nsec)
    }

    /// Whether the other moment's content is the same, as far as a file system can tell; names may have come and gone.
    func hasSameContent(as other: FileIdentity) -> Bool {
        device == other.device && inode == other.inode && size == other.size && modified == other.modified
    }
}
