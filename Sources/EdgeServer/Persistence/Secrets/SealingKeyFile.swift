import Core
import Foundation

/// `secret.key` in the data folder: the sealing key in base64, for its owner's eyes only.
struct SealingKeyFile {
    static let fileName = "secret.key"

    let path: String

    init(folder: String) {
        path = folder + "/" + Self.fileName
    }

    /// A copy of the key elsewhere.
    init(path: String) {
        self.path = path
    }

    /// Reads the key; makes one on the first start.
    ///
    /// - Throws: ``StartFailure`` when others may read the file, or it holds no key.
    func load(random: RandomBytes) throws -> SealingKey {
        if let key = try read() { return key }
        try create(Data(random(count: SealingKey.byteCount)))
        guard let key = try read() else { throw StartFailure("\(path) vanished while it was made") }
        return key
    }

    /// - Returns: `nil` when there is no such file.
    func read() throws -> SealingKey? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw failure("cannot read", errno) }
        defer { close(descriptor) }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw StartFailure("\(path) is not a file")
        }
        guard facts.st_mode & 0o077 == 0 else {
            throw StartFailure(
                "\(path) can be read by other users of this machine; run `chmod 600 \(path)`, and if they may have "
                    + "read it, disconnect Yoto and connect it again under a new key")
        }
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = buffer.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
        let text = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
        guard let key = SealingKey(base64: text) else {
            throw StartFailure("\(path) is not a key (32 bytes in base64); put the right file back")
        }
        return key
    }

    /// Written under another name first: a power cut leaves a whole key or none.
    ///
    /// - Parameter bytes: the key. A file that is there already stays as it is.
    func create(_ bytes: Data) throws {
        let temporary = path + ".new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("cannot make", errno) }
        defer {
            close(descriptor)
            unlink(temporary)
        }
        let text = Array((bytes.base64EncodedString() + "\n").utf8)
        guard write(descriptor, text, text.count) == text.count, fsync(descriptor) == 0 else {
            throw failure("cannot write", errno)
        }
        // A link, unlike a rename, never replaces a key that is there already.
        guard link(temporary, path) == 0 || errno == EEXIST else { throw failure("cannot make", errno) }
        FolderSync.flush(folderOf: path)
    }

    private func failure(_ what: String, _ code: CInt) -> StartFailure {
        StartFailure("\(what) \(path): \(String(cString: strerror(code)))")
    }
}
