import Foundation

/// What a build remembers for the next one: what it read with the stamps of the files, and what it made of it. It lies
/// outside the output, since it also knows private cards, and may be deleted at any time.
///
/// Nothing is believed for its time alone: a file counts as unchanged when inode, size, modification and change time
/// are those of then, and a page as up to date when besides its key is: a fingerprint of everything it is made from.
struct BuildCache: Sendable {
    /// The settings that ``pages`` were read with.
    var settings = ContentKey()
    var pages: [String: SourceRecord] = [:]
    var media: [String: MediaRecord] = [:]
    /// Files of the public output.
    var `public`: [String: OutputRecord] = [:]
    /// Files of the private output.
    var `private`: [String: OutputRecord] = [:]
    /// The public output's manifest: if it still is as it was, it lists ``public``.
    var manifest: FileStamp?

    /// The cache of an earlier build with the same program and folders; empty when there is none.
    static func load(_ options: BuildOptions) -> BuildCache {
        guard let file = options.cache, let bytes = try? DiskFile.read(file).bytes else { return BuildCache() }
        var reader = BinaryReader(bytes)
        guard let cache = try? BuildCache(&reader, identity: identity(options), content: options.content) else {
            return BuildCache()
        }
        return cache
    }

    /// Keeps the cache. That it cannot be written is no reason to fail: the next build looks at everything anew.
    func save(_ options: BuildOptions) {
        guard let file = options.cache else { return }
        var writer = BinaryWriter()
        write(to: &writer, identity: Self.identity(options))
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        let place = "\(file).\(getpid())"
        do {
            try DiskFile.makeFolder(folder)
            try DiskFile.create(place, writer.bytes)
            try DiskFile.move(place, to: file)
        } catch {
            unlink(place)
        }
    }

    /// Whether another build would remember the same: then it need not be written.
    func isEqual(_ other: BuildCache) -> Bool {
        settings == other.settings && manifest == other.manifest && pages.count == other.pages.count
            && media.count == other.media.count
            && pages.allSatisfy { other.pages[$0.key]?.stamp == $0.value.stamp }
            && media.allSatisfy { other.media[$0.key]?.stamp == $0.value.stamp }
            && Self.isEqual(`public`, other.public) && Self.isEqual(`private`, other.private)
    }

    private static func isEqual(_ a: [String: OutputRecord], _ b: [String: OutputRecord]) -> Bool {
        a.count == b.count
            && a.allSatisfy { name, record in
                guard let other = b[name] else { return false }
                return record.stamp == other.stamp && record.digest == other.digest
                    && record.page?.key == other.page?.key
            }
    }

    /// Changes with everything that gives other output from the same files: the program, the folders, the options.
    private static func identity(_ options: BuildOptions) -> ContentKey {
        ContentKey.of { key in
            if let program = FileStamp(path: "/proc/self/exe") {
                key.add(program.inode)
                key.add(Int(program.size))
                key.add(Int(program.modified))
            }
            key.add(options.content, options.templates, options.output, options.privateOutput)
            key.add(FileManager.default.currentDirectoryPath)
            key.add(options.compresses)
        }
    }
}

// MARK: - The file

extension BuildCache {
    private static let format: UInt64 = 0x7369_7465_0004

    fileprivate func write(to writer: inout BinaryWriter, identity: ContentKey) {
        // A file that changed within the last tick of the clock may change again without another stamp.
        let now = FileStamp.now
        writer.write(Self.format)
        writer.write(identity)
        writer.write(settings)
        writer.write(list: pages.values.filter { $0.stamp.isSettled(at: now) }) { writer, record in
            writer.write(record.stamp)
            record.page.write(to: &writer)
        }
        writer.write(list: media.values.filter { $0.stamp.isSettled(at: now) }) { writer, record in
            writer.write(record.stamp)
            record.file.write(to: &writer)
        }
        for files in [`public`, `private`] {
            writer.write(list: Array(files)) { writer, entry in
                writer.write(entry.key)
                entry.value.write(to: &writer, now: now)
            }
        }
        writer.write(optional: manifest?.isSettled(at: now) == true ? manifest : nil) { $0.write($1) }
    }

    fileprivate init(
        _ reader: inout BinaryReader, identity: ContentKey, content: String
    ) throws(BinaryReader.Damaged) {
        guard try reader.word() == Self.format, try reader.key() == identity else { throw BinaryReader.Damaged() }
        settings = try reader.key()
        let records = try reader.list { reader throws(BinaryReader.Damaged) in
            SourceRecord(stamp: try reader.stamp(), page: try PageSource(&reader))
        }
        pages = Dictionary(records.map { ($0.page.path, $0) }) { first, _ in first }
        let found = try reader.list { reader throws(BinaryReader.Damaged) in
            MediaRecord(stamp: try reader.stamp(), file: try MediaFile(&reader, folder: content))
        }
        media = Dictionary(found.map { ($0.file.path, $0) }) { first, _ in first }
        self.public = try Self.outputs(&reader)
        self.private = try Self.outputs(&reader)
        manifest = try reader.optional { reader throws(BinaryReader.Damaged) in try reader.stamp() }
    }

    private static func outputs(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) -> [String: OutputRecord] {
        let outputs = try reader.list { reader throws(BinaryReader.Damaged) in
            (try reader.text(), try OutputRecord(&reader))
        }
        return Dictionary(outputs) { first, _ in first }
    }
}
