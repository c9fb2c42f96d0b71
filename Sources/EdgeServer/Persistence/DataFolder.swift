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
    ///   - use: what for.
    ///   - givenKey: from `EDGE_SECRET_KEY`; the folder's key file is then neither read nor made.
    /// - Throws: ``StartFailure`` with what to do about it.
    init(path: String, use: Use, givenKey: SealingKey? = nil, random: RandomBytes = .system) throws {
        if use == .existing { try Self.requireDatabase(in: path) } else { try Self.make(path) }
        lock = use == .serving ? try DataFolderLock(folder: path) : nil
        secrets = SecretBox(key: try givenKey ?? SealingKeyFile(folder: path).load(random: random))
        database = try SQLiteDatabase(path: Self.databasePath(in: path), migrates: use != .existing)
    }

    /// What a folder is opened for.
    enum Use: Sendable {
        /// By the one server; makes what is absent and brings the database to the form of this version.
        case serving
        /// By a command that may be the first to use it.
        case creating
        /// By a command that works beside a server; changes nothing of the form.
        case existing
    }

    static func databasePath(in folder: String) -> String { folder + "/" + SQLiteDatabase.fileName }

    /// A mistyped folder must not become a new, empty installation.
    private static func requireDatabase(in path: String) throws {
        guard FileManager.default.fileExists(atPath: databasePath(in: path)) else {
            throw StartFailure("there is no database in \(path); name the data folder with --data")
        }
    }

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
