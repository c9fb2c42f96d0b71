import NIOCore

/// NIO's handle on a descriptor for the time of one write.
///
/// A `NIOFileHandle` allows one user at a time and would close the descriptor, while an ``OpenFile`` is shared by
/// responses on all event loops. So each write has a handle of its own, which gives the descriptor back instead of
/// closing it; the lease keeps the file open until then. The initialiser used is the one that NIO has not marked for
/// warnings; its replacement, NIOFileSystem, has no file regions.
final class FileLease {
    private let file: OpenFile
    private let handle: NIOFileHandle

    init(_ file: OpenFile) {
        self.file = file
        handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: file.descriptor)
    }

    func region(offset: Int, length: Int) -> FileRegion {
        FileRegion(fileHandle: handle, readerIndex: offset, endIndex: offset + length)
    }

    /// Ends the lease; the write is over, successful or not.
    func end() {
        // Fails only when it has ended before: then there is nothing to give back.
        _ = try? handle.takeDescriptorOwnership()
    }

    deinit {
        end()
    }
}
