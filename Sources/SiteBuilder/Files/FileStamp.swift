import Foundation

/// What the file system says of a file without opening it. A file with the stamp of an earlier build still has the
/// bytes of then, unless it changed within the same tick of the file system's clock: see ``isSettled(at:)``.
struct FileStamp: Sendable, Hashable {
    var inode: UInt64
    /// Bytes.
    var size: Int64
    /// Nanoseconds since 1970.
    var modified: Int64
    /// Nanoseconds since 1970; no program can set it.
    var changed: Int64

    /// `nil` when the path is no regular file. Symbolic links are followed.
    init?(path: String) {
        var info = stat()
        guard stat(path, &info) == 0 else { return nil }
        self.init(info)
    }

    /// `nil` when the description is not of a regular file.
    init?(_ info: stat) {
        guard info.st_mode & S_IFMT == S_IFREG else { return nil }
        inode = UInt64(info.st_ino)
        size = Int64(info.st_size)
        modified = Self.nanoseconds(info.st_mtim)
        changed = Self.nanoseconds(info.st_ctim)
    }

    init(inode: UInt64, size: Int64, modified: Int64, changed: Int64) {
        (self.inode, self.size, self.modified, self.changed) = (inode, size, modified, changed)
    }

    /// Whether a later change would have given another stamp: the file's last change is longer ago than a tick of the
    /// clock that stamps files (4 ms on Linux; 2 s when the file system keeps whole seconds only).
    func isSettled(at nanoseconds: Int64) -> Bool {
        let latest = max(modified, changed)
        let isCoarse = latest % 1_000_000_000 == 0
        return nanoseconds - latest > (isCoarse ? 2_000_000_000 : 12_000_000)
    }

    /// The present time in nanoseconds since 1970.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return nanoseconds(time)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
