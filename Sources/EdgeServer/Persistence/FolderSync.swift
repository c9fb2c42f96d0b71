import Foundation

/// Makes names durable: a rename or a new file survives a power cut only when its folder was flushed too.
enum FolderSync {
    /// Flushes the folder that holds a file. What cannot be flushed is left to the kernel.
    static func flush(folderOf path: String) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
