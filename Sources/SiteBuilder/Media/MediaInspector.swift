import Core
import Foundation

/// Reads what a build must know of media files: length, hash, duration, size of pictures.
struct MediaInspector: Sendable {
    /// The content folder.
    let folder: String

    /// Facts of a file, `nil` when there is none at the path. Reads the whole file.
    func inspect(_ path: String) -> MediaFile? {
        let diskPath = folder + "/" + path
        guard let data = FileManager.default.contents(atPath: diskPath) else { return nil }
        let bytes = [UInt8](data)
        return MediaFile(
            path: path, diskPath: diskPath, bytes: bytes.count, sha256: ContentDigest.sha256(bytes),
            content: content(of: bytes, path: path))
    }

    private func content(of bytes: [UInt8], path: String) -> MediaFile.Content {
        if let image = ImageHeader(bytes) { return .image(image) }
        guard path.hasSuffix(".mp3") else { return .other(nil) }
        do throws(MP3Error) {
            return .audio(try MP3Scanner.scan(bytes))
        } catch {
            return .other("\(error)")
        }
    }
}
