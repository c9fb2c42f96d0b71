import Core

/// A file below `content/media/` that something refers to, and what is known of it.
struct MediaFile: Sendable {
    /// Path below the content folder: `media/the-night-train/01.mp3`.
    var path: String
    /// Where it lies on this machine.
    var diskPath: String
    var bytes: Int
    var digest: Digest256
    var content: Content

    /// What the bytes are, decided by the bytes and not by the name.
    enum Content: Sendable {
        case audio(MP3Facts)
        case image(ImageHeader)
        /// Neither, or damaged: why it is not the audio that its name promises.
        case other(String?)
    }

    /// URL path on the site.
    var url: String { "/" + path }

    /// 64 lower-case hexadecimal digits.
    var sha256: String { digest.hexadecimal }
}

/// What was known of a media file, and the stamp it had then.
struct MediaRecord: Sendable {
    var stamp: FileStamp
    var file: MediaFile
}
