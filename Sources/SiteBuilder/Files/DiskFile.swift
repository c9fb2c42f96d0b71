import Foundation

/// Files through the system's own calls: half the cost of Foundation's for small files, and an errno that says why.
enum DiskFile {
    /// Why a call failed.
    struct Failure: Error, CustomStringConvertible {
        var code: Int32

        /// In the system's words: `No space left on device`.
        var description: String { String(cString: strerror(code)) }

        static var last: Failure { Failure(code: errno) }
    }

    /// The whole content of a regular file, and its stamp at the time of reading.
    static func read(_ path: String) throws(Failure) -> (bytes: [UInt8], stamp: FileStamp) {
        // Not blocking, so that a pipe in the content folder does not stop the build.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .last }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw .last }
        guard let stamp = FileStamp(info) else {
            throw Failure(code: info.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
        }
        var failure: Failure?
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(stamp.size)) { buffer, count in
            while count < buffer.count {
                let got = Foundation.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = .last }
                if got <= 0 { break }
                count += got
            }
        }
        if let failure { throw failure }
        return (bytes, stamp)
    }

    /// Writes a new file; one that exists is an error (`EEXIST`).
    static func create(_ path: String, _ bytes: [UInt8]) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .last }
        var failure = bytes.withUnsafeBytes { writeAll(descriptor, $0) }
        if close(descriptor) != 0, failure == nil { failure = .last }
        if let failure { throw failure }
    }

    /// Whether a file holds exactly these bytes.
    static func holds(_ path: String, _ bytes: [UInt8]) -> Bool {
        guard FileStamp(path: path)?.size == Int64(bytes.count), let found = try? read(path) else { return false }
        return found.bytes == bytes
    }

    /// Puts a file in the place of another, in one step.
    static func move(_ from: String, to target: String) throws(Failure) {
        guard rename(from, target) == 0 else { throw .last }
    }

    /// Makes a folder and those above it, if they are not there.
    static func makeFolder(_ path: String) throws(Failure) {
        if mkdir(path, 0o755) == 0 { return }
        if errno == EEXIST {
            var info = stat()
            guard stat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else { throw Failure(code: ENOTDIR) }
            return
        }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else { throw .last }
        try makeFolder(String(path[..<slash]))
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .last }
    }

    /// Copies a file to a new one, a stretch at a time.
    static func copy(_ source: String, to target: String) throws(Failure) {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw .last }
        defer { close(input) }
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard output >= 0 else { throw .last }
        var failure: Failure?
        let stretch = UnsafeMutableRawPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { stretch.deallocate() }
        while failure == nil {
            let got = Foundation.read(input, stretch, 1 << 18)
            if got < 0, errno == EINTR { continue }
            if got < 0 { failure = .last }
            if got <= 0 { break }
            failure = writeAll(output, UnsafeRawBufferPointer(start: stretch, count: got))
        }
        if close(output) != 0, failure == nil { failure = .last }
        if let failure { throw failure }
    }

    private static func writeAll(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Failure? {
        var written = 0
        while written < bytes.count {
            let count = write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return .last }
            written += count
        }
        return nil
    }
}
