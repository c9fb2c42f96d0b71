import Foundation

/// A file for its owner's eyes only that is made whole or not at all, and never in place of another.
struct NewPrivateFile {
    let path: String

    /// - Throws: ``StartFailure`` when something is there already, or the folder cannot be written to.
    func write(_ content: Data) throws {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("cannot write") }
        defer {
            close(descriptor)
            unlink(temporary)
        }
        let written = content.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard written == content.count, fsync(descriptor) == 0 else { throw failure("cannot write") }
        // A link, unlike a rename, never replaces what is there already.
        guard link(temporary, path) == 0 else { throw failure("cannot make") }
        FolderSync.flush(folderOf: path)
    }

    private func failure(_ what: String) -> StartFailure {
        StartFailure("\(what) \(path): \(String(cString: strerror(errno)))")
    }
}
