import Core
import Foundation

/// The edge's own state, opened: database and sealing key.
struct DataFolder: Sendable {
    let database: SQLiteDatabase
    let secrets: SecretBox
    /// Held as long as this value lives; `nil` for commands that work beside a running server.
    let lock: DataFolderLock?

    /// Opens, and makes what is absent. Blocks for milliseconds; call it off the event loops.
    ///
    /// - Parameters:
    ///   - exclusively: whether this process is the server of the folder.
    ///   - givenKey: from `EDGE_SECRET_KEY`; the folder's key file is then neither read nor made.
    /// - Throws: ``StartFailure`` with what to do about it.
    init(path: String, exclusively: Bool, givenKey: SealingKey? = nil, random: RandomBytes = .system) throws {
        try Self.make(path)
        lock = exclusively ? try DataFolderLock(folder: path) : nil
        secrets = SecretBox(key: try givenKey ?? SealingKeyFile(folder: path).load(random: random))
        database = try SQLiteDatabase(path: Self.databasePath(in: path))
    }

    static func databasePath(in folder: String) -> String { folder + "/" + SQLiteDatabase.fileName }

    /// Makes the folder for its owner only. One that is there keeps its rights: it may be a volume of somebody's.
    private static func make(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StartFailure("cannot make the data folder \(path); make it yourself or name another with --data")
        }
    }
}
