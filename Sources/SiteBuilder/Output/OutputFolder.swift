import Core
import Foundation

/// A folder that holds a finished build. Writing changes only what differs and never shows a reader half a file.
struct OutputFolder: Sendable {
    let path: String
    let jobs: Int

    /// What writing did.
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

    /// Whether a former build left something here.
    var exists: Bool { manifest() != nil }

    /// Refuses a folder that holds files and no manifest of ours.
    ///
    /// - Throws: `BuildFailure.environment`.
    func checkOwnership() throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard !names.isEmpty, manifest() == nil else { return }
        throw BuildFailure.environment(
            "the output folder '\(path)' holds files that site-builder did not write; choose an empty folder, "
                + "or remove it yourself if nothing in it is needed")
    }

    /// Writes a tree: new and changed files through a temporary file and a rename, then the manifest; last, files of
    /// the former build that this one does not have are removed.
    ///
    /// Nothing is synced to disk: the folder can be made again at any time, and the next build repairs it.
    ///
    /// - Throws: `BuildFailure.environment` when the folder cannot be written.
    func write(_ tree: OutputTree) async throws -> Changes {
        let former = manifest()?.files ?? [:]
        do {
            try createFolders(for: tree.paths)
        } catch {
            throw BuildFailure.environment("the output folder '\(path)' cannot be written: \(Self.reason(error))")
        }
        let results = await parallelMap(tree.paths, jobs: jobs) { name in
            tree.files[name].map { file in Result { try write(file.content, to: name) } }
        }
        var changes = Changes()
        var hashes: [String: String] = [:]
        for (name, result) in zip(tree.paths, results) {
            switch result {
            case .success(let written):
                hashes[name] = written.sha256
                if written.isChanged { changes.written += 1 } else { changes.unchanged += 1 }
            case .failure(let error):
                throw BuildFailure.environment("'\(path)/\(name)' cannot be written: \(Self.reason(error))")
            case nil: break
            }
        }
        // The manifest names old and new files until the old ones are gone, so that an interrupted removal goes on.
        if hashes != former { try writeManifest(former.merging(hashes) { _, new in new }) }
        changes.removed = remove(former.keys.filter { hashes[$0] == nil })
        if hashes != former { try writeManifest(hashes) }
        return changes
    }

    private func manifest() -> BuildManifest? {
        FileManager.default.contents(atPath: "\(path)/\(BuildManifest.path)").flatMap { try? BuildManifest(json: $0) }
    }

    private func writeManifest(_ files: [String: String]) throws {
        do {
            let json = [UInt8](try BuildManifest(files: files).json())
            try FileManager.default.createDirectory(
                atPath: "\(path)/.site-builder", withIntermediateDirectories: true)
            try replace("\(path)/\(BuildManifest.path)", with: Data(json))
        } catch {
            throw BuildFailure.environment("the manifest in '\(path)' cannot be written: \(Self.reason(error))")
        }
    }

    private func createFolders(for paths: [String]) throws {
        let folders = Set(paths.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
        for folder in folders.sorted() {
            try FileManager.default.createDirectory(
                atPath: folder.isEmpty ? path : "\(path)/\(folder)", withIntermediateDirectories: true)
        }
    }

    private func write(_ content: OutputTree.Content, to name: String) throws -> (sha256: String, isChanged: Bool) {
        let target = "\(path)/\(name)"
        switch content {
        case .bytes(let bytes):
            let data = Data(bytes)
            let hash = ContentDigest.sha256(data)
            if FileManager.default.contents(atPath: target) == data { return (hash, false) }
            try replace(target, with: data)
            return (hash, true)
        case .copy(let media):
            if FileManager.default.contentsEqual(atPath: media.diskPath, andPath: target) {
                return (media.sha256, false)
            }
            let data = try Data(contentsOf: URL(filePath: media.diskPath))
            try replace(target, with: data)
            return (ContentDigest.sha256(data), true)
        }
    }

    /// Foundation's atomic write: a temporary file in the same folder, then a rename over the old one.
    private func replace(_ target: String, with data: Data) throws {
        try data.write(to: URL(filePath: target), options: .atomic)
    }

    /// Removes files of ours and the folders that this leaves empty; gives the number of files.
    private func remove(_ names: [String]) -> Int {
        var removed = 0
        for name in names.sorted() where Self.isContained(name) {
            if (try? FileManager.default.removeItem(atPath: "\(path)/\(name)")) != nil { removed += 1 }
            var parent = name.split(separator: "/").dropLast()
            while !parent.isEmpty {
                let folder = "\(path)/\(parent.joined(separator: "/"))"
                guard (try? FileManager.default.contentsOfDirectory(atPath: folder))?.isEmpty == true,
                    (try? FileManager.default.removeItem(atPath: folder)) != nil
                else { break }
                parent = parent.dropLast()
            }
        }
        return removed
    }

    /// A manifest that somebody edited must not lead out of the folder.
    private static func isContained(_ name: String) -> Bool {
        !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
    }

    private static func reason(_ error: any Error) -> String {
        (error as? CocoaError)?.localizedDescription ?? "\(error)"
    }
}
