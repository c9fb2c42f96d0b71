import Core

/// Hands finished files to the output, with their compressed siblings.
struct FilePublisher: Sendable {
    let stage: OutputStage
    let compresses: Bool

    /// A file and its siblings as they will stand in the output.
    typealias Published = (record: OutputRecord, siblings: [(path: String, record: OutputRecord)])

    /// A page of the former build, if it was made from the same and still lies there whole.
    func kept(_ path: String, key: ContentKey) -> Published? {
        guard let record = stage.former[path], record.page?.key == key, stage.isIntact(path, record) else { return nil }
        guard let siblings = keptSiblings(path) else { return nil }
        return (record, siblings)
    }

    /// Hands on a file.
    ///
    /// - Throws: `BuildFailure.environment` when the output folder cannot be written, `CompressionError`.
    func publish(_ path: String, _ bytes: [UInt8]) throws -> Published {
        let record = try stage.put(path, bytes)
        guard compresses, CompressedSiblings.areMade(for: path, bytes: bytes.count) else { return (record, []) }
        if stage.former[path]?.digest == record.digest, let siblings = keptSiblings(path), !siblings.isEmpty {
            return (record, siblings)
        }
        let siblings = try CompressedSiblings.make(of: bytes, path: path).map { sibling in
            (path: path + sibling.suffix, record: try stage.put(path + sibling.suffix, sibling.bytes))
        }
        return (record, siblings)
    }

    /// The siblings that the former build made of a file; `nil` when one of them is damaged.
    private func keptSiblings(_ path: String) -> [(path: String, record: OutputRecord)]? {
        guard compresses else { return [] }
        var siblings: [(path: String, record: OutputRecord)] = []
        for suffix in CompressedSiblings.suffixes {
            guard let record = stage.former[path + suffix] else { continue }
            guard stage.isIntact(path + suffix, record) else { return nil }
            siblings.append((path + suffix, record))
        }
        return siblings
    }
}
