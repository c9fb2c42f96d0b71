import Foundation
import GRDB

/// Copies a database into a new file, consistently, whoever else reads or writes it, and without changing its form.
struct SQLiteCopy {
    private let source: String

    init(source: String) {
        self.source = source
    }

    /// Writes the copy and flushes it to the disk. The file is its owner's only.
    ///
    /// - Throws: ``StartFailure`` when the source is not a sound database of ours or the copy cannot be written.
    func write(to path: String) throws {
        do {
            let queue = try DatabaseQueue(path: source, configuration: Self.configuration)
            defer { try? queue.close() }
            try queue.read {
                try SQLiteInspection(database: $0, path: source).run(migrations: SQLiteMigration.all, isBackup: true)
            }
            try makeFile(path)
            try queue.vacuum(into: path)
        } catch let error as DatabaseError {
            throw StartFailure(opening: source, error)
        }
        try flush(path)
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.label = "copy"
        return configuration
    }

    /// SQLite takes an empty file as a target, and keeps its rights.
    private func makeFile(_ path: String) throws {
        unlink(path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StartFailure("cannot write \(path): \(String(cString: strerror(errno)))")
        }
        close(descriptor)
    }

    private func flush(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw StartFailure("cannot write \(path): \(String(cString: strerror(errno)))")
        }
    }
}
