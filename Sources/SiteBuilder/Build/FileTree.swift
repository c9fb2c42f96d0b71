import Foundation

/// Lists folders.
enum FileTree {
    /// All regular files below a folder as sorted relative paths with `/`. Hidden files and folders are passed over,
    /// symbolic links are followed to files only, so a link to a folder cannot lead in a circle.
    ///
    /// - Throws: `BuildFailure` when the folder cannot be read.
    static func files(in folder: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw BuildFailure.environment("the folder '\(folder)' does not exist")
        }
        var found: [String] = []
        try collect(folder, prefix: "", into: &found)
        return found.sorted()
    }

    private static func collect(_ folder: String, prefix: String, into found: inout [String]) throws {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw BuildFailure.environment("the folder '\(folder)' cannot be read")
        }
        for name in names where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
            if !isFolder.boolValue {
                found.append(prefix + name)
            } else if (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) == nil {
                try collect(path, prefix: prefix + name + "/", into: &found)
            }
        }
    }
}
