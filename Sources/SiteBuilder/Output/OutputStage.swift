import Foundation
import Synchronization

/// A folder that holds a finished build, and beside it in hiding the files of the next one until that is complete.
///
/// Only what differs is written, at first to `.site-builder/stage/`. When a build turns out to have mistakes, or the
/// disk is full, that is thrown away and the site is as it was; otherwise ``commit(_:)`` renames everything into its
/// place.
final class OutputStage: Sendable {
    /// The output folder.
    let path: String
    /// Files of the former build by path, as the cache has them.
    let former: [String: OutputRecord]
    /// The manifest's stamp when it listed ``former``.
    private let formerManifest: FileStamp?
    /// Nothing is written: the build is only to be checked.
    private let isDry: Bool
    private let staged = Mutex<[String: String]>([:])
    private let exists: Bool

    /// What a build did to the folder.
    struct Changes: Sendable, Equatable {
        var written = 0
        var unchanged = 0
        var removed = 0

        mutating func add(_ other: Changes) {
            written += other.written
            unchanged += other.unchanged
            removed += other.removed
        }
    }

    /// - Throws: `BuildFailure.environment` when the folder holds files that are not ours.
    init(path: String, former: [String: OutputRecord] = [:], manifest: FileStamp? = nil, isDry: Bool = false) throws {
        self.path = path
        self.isDry = isDry
        self.former = former
        formerManifest = manifest
        exists = FileManager.default.fileExists(atPath: path)
        guard exists, !isDry else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard names.contains(where: { $0 != Self.hidden }), !hasManifest else { return }
        throw BuildFailure.environment(
            "the output folder '\(path)' holds files that site-builder did not write; choose an empty folder, "
                + "or remove it yourself if nothing in it is needed")
    }

    private static let hidden = ".site-builder"
    private var stageFolder: String { "\(path)/\(Self.hidden)/stage" }

    /// Whether a former build left something here.
    var hasManifest: Bool { manifest != nil }

    /// The manifest's present stamp.
    var manifest: FileStamp? { FileStamp(path: "\(path)/\(BuildManifest.path)") }

    /// Makes the folder for unfinished files.
    ///
    /// - Throws: `BuildFailure.environment`.
    func open() throws {
        guard !isDry else { return }
        discard()
        try explained(path) { () throws(DiskFile.Failure) in try DiskFile.makeFolder(stageFolder) }
    }

    /// Whether a file still is what the former build left.
    func isIntact(_ name: String, _ record: OutputRecord) -> Bool {
        guard let stamp = record.stamp else { return false }
        return FileStamp(path: "\(path)/\(name)") == stamp
    }

    /// Takes a file of the new build; writes it to the stage if it differs from what is there.
    ///
    /// - Throws: `BuildFailure.environment`.
    func put(_ name: String, _ bytes: [UInt8]) throws -> OutputRecord {
        let digest = Digest256(of: bytes)
        if isDry { return OutputRecord(digest: digest, stamp: nil) }
        if let record = former[name], record.digest == digest, isIntact(name, record) {
            return OutputRecord(digest: digest, stamp: record.stamp)
        }
        let target = "\(path)/\(name)"
        if exists, DiskFile.holds(target, bytes) {
            return OutputRecord(digest: digest, stamp: FileStamp(path: target))
        }
        try explained(name) { () throws(DiskFile.Failure) in try DiskFile.create(nextPlace(for: name), bytes) }
        return OutputRecord(digest: digest, stamp: nil)
    }

    /// The same for a copy of a file that lies elsewhere.
    func copy(_ file: MediaFile) throws -> OutputRecord {
        if isDry { return OutputRecord(digest: file.digest, stamp: nil) }
        let target = "\(path)/\(file.path)"
        if let record = former[file.path], record.digest == file.digest, isIntact(file.path, record) {
            return OutputRecord(digest: file.digest, stamp: record.stamp)
        }
        if exists, FileManager.default.contentsEqual(atPath: file.diskPath, andPath: target) {
            return OutputRecord(digest: file.digest, stamp: FileStamp(path: target))
        }
        try explained(file.path) { () throws(DiskFile.Failure) in
            try DiskFile.copy(file.diskPath, to: nextPlace(for: file.path))
        }
        return OutputRecord(digest: file.digest, stamp: nil)
    }

    /// Puts everything in its place: new and changed files through a rename, then the manifest; last, files of the
    /// former build that this one does not have are removed.
    ///
    /// Nothing is synced to disk: the folder can be made again at any time, and the next build repairs it.
    ///
    /// - Parameter files: all files of the new build. Those that were written get their stamps.
    /// - Throws: `BuildFailure.environment`.
    func commit(_ files: inout [String: OutputRecord]) throws -> Changes {
        let places = staged.withLock { $0 }
        let stale = stale(files)
        if !places.isEmpty || !stale.isEmpty || !hasManifest {
            let folders = Set(places.keys.map { name in name.lastIndex(of: "/").map { String(name[..<$0]) } ?? "" })
            for folder in folders {
                try explained(folder) { () throws(DiskFile.Failure) in try DiskFile.makeFolder("\(path)/\(folder)") }
            }
            // The manifest names old and new files until the old ones are gone, so that an interrupted removal goes on.
            let digests = files.mapValues(\.digest)
            try write(digests.merging(stale) { new, _ in new })
            for (name, place) in places {
                try explained(name) { () throws(DiskFile.Failure) in try DiskFile.move(place, to: "\(path)/\(name)") }
                files[name]?.stamp = FileStamp(path: "\(path)/\(name)")
            }
            if !stale.isEmpty {
                remove(Array(stale.keys))
                try write(digests)
            }
        }
        discard()
        return Changes(written: places.count, unchanged: files.count - places.count, removed: stale.count)
    }

    /// Removes every file that the manifest lists, and the manifest; gives their number.
    func removeAll() -> Int {
        let names = Array(BuildManifest.read(path).keys)
        remove(names)
        unlink("\(path)/\(BuildManifest.path)")
        discard()
        rmdir("\(path)/\(Self.hidden)")
        rmdir(path)
        return names.count
    }

    /// Throws unfinished files away.
    func discard() {
        guard !isDry else { return }
        staged.withLock { $0 = [:] }
        guard FileManager.default.fileExists(atPath: stageFolder) else { return }
        try? FileManager.default.removeItem(atPath: stageFolder)
        // Both go only if nothing else is in them, which is so when a first build failed.
        rmdir("\(path)/\(Self.hidden)")
        if !exists { rmdir(path) }
    }
}

extension OutputStage {
    /// Files of the former build that this one does not have.
    private func stale(_ files: [String: OutputRecord]) -> [String: Digest256] {
        if let manifest, manifest == formerManifest {
            return former.filter { files[$0.key] == nil }.mapValues(\.digest)
        }
        return BuildManifest.read(path).filter { files[$0.key] == nil }
    }

    private func nextPlace(for name: String) -> String {
        staged.withLock { staged in
            let place = "\(stageFolder)/\(staged.count)"
            staged[name] = place
            return place
        }
    }

    private func write(_ digests: [String: Digest256]) throws {
        let place = nextPlace(for: BuildManifest.path)
        try explained(BuildManifest.path) { () throws(DiskFile.Failure) in
            try DiskFile.create(place, BuildManifest.json(digests))
            try DiskFile.move(place, to: "\(path)/\(BuildManifest.path)")
        }
    }

    private func explained(_ name: String, _ work: () throws(DiskFile.Failure) -> Void) throws {
        do {
            try work()
        } catch {
            let file = name == path || name.isEmpty ? path : "\(path)/\(name)"
            throw BuildFailure.environment("'\(file)' cannot be written: \(error.description)")
        }
    }

    /// Removes files of ours and the folders that this leaves empty.
    private func remove(_ names: [String]) {
        for name in names.sorted() where Self.isContained(name) {
            unlink("\(path)/\(name)")
            var parent = name.split(separator: "/").dropLast()
            while !parent.isEmpty, rmdir("\(path)/\(parent.joined(separator: "/"))") == 0 { parent = parent.dropLast() }
        }
    }

    /// A manifest that somebody edited must not lead out of the folder.
    private static func isContained(_ name: String) -> Bool {
        !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
    }
}
