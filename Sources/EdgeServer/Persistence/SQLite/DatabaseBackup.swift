import Foundation
import GRDB

/// Copies the database of a data folder to a file, also while a server writes to it.
struct DatabaseBackup {
    private let folder: String

    init(folder: String) {
        self.folder = folder
    }

    /// Writes the copy: whole and flushed under another name first, so that a file of this name is always a backup.
    ///
    /// - Parameter replacing: whether a file that is there may be replaced.
    /// - Throws: ``StartFailure``.
    func write(to file: String, replacing: Bool) throws {
        let source = DataFolder.databasePath(in: folder)
        guard FileManager.default.fileExists(atPath: source) else {
            throw StartFailure("there is no database in \(folder); name the data folder with --data")
        }
        try refuseOwnFiles(file)
        guard replacing || !FileManager.default.fileExists(atPath: file) else {
            throw StartFailure("\(file) is there already; name another file, or replace it with --replace")
        }
        let temporary = "\(file).partial-\(getpid())"
        defer { unlink(temporary) }
        try SQLiteCopy(source: source).write(to: temporary)
        guard rename(temporary, file) == 0 else {
            throw StartFailure("cannot write \(file): \(String(cString: strerror(errno)))")
        }
        FolderSync.flush(folderOf: file)
    }

    /// Writes the key beside the copy.
    ///
    /// - Parameter given: the key of the environment, when it takes the place of the file.
    /// - Throws: ``StartFailure``.
    func writeKey(to file: String, given: SealingKey?) throws {
        guard let key = try given ?? SealingKeyFile(folder: folder).read() else {
            throw StartFailure("there is no \(SealingKeyFile.fileName) in \(folder)")
        }
        let target = SealingKeyFile(path: file)
        // A key from an earlier backup under this name may be another one.
        unlink(file)
        try target.create(key.bytes)
    }

    /// The database and its journals are no place for a backup of it.
    private func refuseOwnFiles(_ file: String) throws {
        let own = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let target = URL(fileURLWithPath: file).resolvingSymlinksInPath()
        let name = target.lastPathComponent
        guard target.deletingLastPathComponent().path != own || !name.hasPrefix(SQLiteDatabase.fileName) else {
            throw StartFailure("\(file) is the database itself; name another file")
        }
    }
}
