import Core
import Foundation

/// A folder whose files are served. Everything here blocks: it runs on the thread pool only.
struct FileTree: Sendable {
    /// As configured; may be a symbolic link, which may be pointed elsewhere while we run.
    let root: String

    /// What a path leads to.
    enum Entry {
        /// An open descriptor, owned by whoever asked.
        case file(CInt)
        case directory
    }

    /// Opens what the segments name below the root.
    ///
    /// The kernel is asked afterwards where the descriptor really is, so neither a symbolic link nor a race can lead
    /// out of the folder: links that stay inside are followed, others are as good as absent.
    ///
    /// - Parameter segments: decoded, none of them empty, `.`, `..` or containing `/` or NUL (``RequestTarget``).
    /// - Returns: `nil` when there is nothing, nothing readable, or neither file nor directory.
    /// - Throws: `Problem` with `unavailable` when the process has no descriptors left.
    func open(_ segments: some Sequence<String>) throws(Problem) -> Entry? {
        let path = root + "/" + segments.joined(separator: "/")
        // O_NONBLOCK: opening a named pipe would wait for its writer.
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            if errno == EMFILE || errno == ENFILE { throw Problem(.unavailable, "Too many files are open.") }
            return nil
        }
        guard isInside(descriptor) else {
            close(descriptor)
            return nil
        }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else {
            close(descriptor)
            return nil
        }
        switch info.st_mode & S_IFMT {
        case S_IFREG: return .file(descriptor)
        case S_IFDIR:
            close(descriptor)
            return .directory
        default:
            close(descriptor)
            return nil
        }
    }

    private func isInside(_ descriptor: CInt) -> Bool {
        guard let place = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)"),
            let real = realpath(root, nil)
        else { return false }
        defer { free(real) }
        let home = String(cString: real)
        return place == home || place.hasPrefix(home == "/" ? home : home + "/")
    }
}
