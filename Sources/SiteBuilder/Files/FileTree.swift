import Foundation

/// Lists folders.
enum FileTree {
    /// A file below a folder.
    struct Entry: Sendable {
        /// Below the folder, with `/`.
        var path: String
        var stamp: FileStamp
    }

    /// All regular files below a folder, each folder's names in order. Hidden files and folders are passed over,
    /// symbolic links are followed to files only, so a link to a folder cannot lead in a circle.
    ///
    /// - Throws: `BuildFailure` when the folder cannot be read.
    static func entries(in folder: String) throws -> [Entry] {
        var info = stat()
        guard stat(folder, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
            throw BuildFailure.environment("the folder '\(folder)' does not exist")
        }
        var found: [Entry] = []
        try collect(folder, prefix: "", into: &found)
        return found
    }

    /// The paths of ``entries(in:)``.
    static func files(in folder: String) throws -> [String] { try entries(in: folder).map(\.path) }

    private static func collect(_ folder: String, prefix: String, into found: inout [Entry]) throws {
        guard let names = names(in: folder) else {
            throw BuildFailure.environment(
                "the folder '\(folder)' cannot be read: \(DiskFile.Failure.last.description)")
        }
        for name in names.sorted() {
            let path = "\(folder)/\(name)"
            var info = stat()
            guard lstat(path, &info) == 0 else { continue }
            if info.st_mode & S_IFMT == S_IFDIR {
                try collect(path, prefix: prefix + name + "/", into: &found)
            } else if info.st_mode & S_IFMT == S_IFLNK {
                if let stamp = FileStamp(path: path) { found.append(Entry(path: prefix + name, stamp: stamp)) }
            } else if let stamp = FileStamp(info) {
                found.append(Entry(path: prefix + name, stamp: stamp))
            }
        }
    }

    /// Names in a folder without hidden ones, in no order; `nil` when it cannot be read.
    private static func names(in folder: String) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
