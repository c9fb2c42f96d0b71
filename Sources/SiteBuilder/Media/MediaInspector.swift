import Core

/// Reads what a build must know of media files: length, hash, duration, size of pictures.
struct MediaInspector: Sendable {
    /// The content folder.
    let folder: String
    /// What an earlier build found, by path.
    let known: [String: MediaRecord]

    /// Facts of a file, `nil` when there is none at the path. Reads the whole file unless its stamp is known.
    func inspect(_ path: String) -> MediaRecord? {
        let diskPath = folder + "/" + path
        if let known = known[path], known.stamp == FileStamp(path: diskPath) { return known }
        guard let (bytes, stamp) = try? DiskFile.read(diskPath) else { return nil }
        let file = MediaFile(
            path: path, diskPath: diskPath, bytes: bytes.count, digest: Digest256(of: bytes),
            content: content(of: bytes, path: path))
        return MediaRecord(stamp: stamp, file: file)
    }

    private func content(of bytes: [UInt8], path: String) -> MediaFile.Content {
        if let image = ImageHeader(bytes) { return .image(image) }
        guard path.hasSuffix(".mp3") else { return .other(nil) }
        do throws(MP3Error) {
            return .audio(MP3Facts(try MP3Scanner.scan(bytes)))
        } catch {
            return .other("\(error)")
        }
    }
}
