import Core
import Foundation
import GRDB

/// Puts a backup in the place of a data folder's database.
struct DatabaseRestore {
    private let folder: String
    private let now: Timestamp

    /// - Parameter now: for the name under which the former database is kept.
    init(folder: String, now: Timestamp) {
        self.folder = folder
        self.now = now
    }

    /// Checks the backup and swaps it in. Until the last step the database is the former one, then the new one.
    ///
    /// - Parameter keyFile: a key to put in the place of the folder's.
    /// - Returns: where the former database and key are kept.
    /// - Throws: ``StartFailure`` when a server runs or the backup is none; nothing is changed then.
    func run(from backup: String, keyFile: String? = nil) throws -> [String] {
        guard FileManager.default.fileExists(atPath: backup) else { throw StartFailure("there is no file \(backup)") }
        let key = try keyFile.map(readKey)
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let lock = try DataFolderLock(folder: folder)
        defer { withExtendedLifetime(lock) {} }
        let database = DataFolder.databasePath(in: folder)
        let incoming = database + ".restoring"
        defer { unlink(incoming) }
        try SQLiteCopy(source: backup).write(to: incoming)
        var kept = try keepFormer(database).map { [$0] } ?? []
        guard rename(incoming, database) == 0 else { throw failure("cannot replace \(database)") }
        FolderSync.flush(folderOf: database)
        if let key { kept += try replaceKey(with: key).map { [$0] } ?? [] }
        return kept
    }

    private func readKey(_ file: String) throws -> SealingKey {
        guard let key = try SealingKeyFile(path: file).read() else { throw StartFailure("there is no file \(file)") }
        return key
    }

    /// Gives the former database a second name. Its journal is worked in first: SQLite would take a journal that stayed
    /// behind for the new database's own.
    private func keepFormer(_ database: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: database) else { return nil }
        let former = "\(database).before-\(stamp)"
        workInJournal(database)
        guard link(database, former) == 0 else { throw failure("cannot keep \(database) as \(former)") }
        // Still there only when the former database is damaged: then it belongs to the kept one.
        rename(database + "-wal", former + "-wal")
        unlink(database + "-shm")
        return former
    }

    /// Closing the last connection folds the journal into the file and removes it.
    private func workInJournal(_ database: String) {
        guard let queue = try? DatabaseQueue(path: database) else { return }
        _ = try? queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try? queue.close()
    }

    private func replaceKey(with key: SealingKey) throws -> String? {
        let file = SealingKeyFile(folder: folder)
        let former = "\(file.path).before-\(stamp)"
        let isKept = rename(file.path, former) == 0
        try file.create(key.bytes)
        return isKept ? former : nil
    }

    /// `20261125T014500123Z`
    private var stamp: String { now.description.filter { !"-:.".contains($0) } }

    private func failure(_ what: String) -> StartFailure {
        StartFailure("\(what): \(String(cString: strerror(errno)))")
    }
}
