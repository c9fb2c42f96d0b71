import Foundation

/// Held by the one server that works with a data folder, and by `restore` while it changes it: `flock` on
/// `edge.lock`, which the kernel lets go when the process ends, however it ends.
final class DataFolderLock: Sendable {
    private let descriptor: CInt

    /// - Parameter folder: the data folder, which exists.
    /// - Throws: ``StartFailure`` when another process holds it.
    init(folder: String) throws {
        let path = folder + "/edge.lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw StartFailure(
                "cannot write to the data folder \(folder): \(String(cString: strerror(errno))); "
                    + "change its rights or name another with --data")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw StartFailure(
                "another edge-server works with the data folder \(folder); stop it or name another with --data")
        }
    }

    /// Lets another server work with the folder, though parts of this one may still be on their way out.
    func release() {
        flock(descriptor, LOCK_UN)
    }

    deinit {
        close(descriptor)
    }
}
