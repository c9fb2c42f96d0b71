/// One audio file of a card.
package struct CatalogTrack: Codable, Equatable, Sendable {
    /// Yoto's key of the track: two digits from `01`. Players compare keys as text (`yoto-platform.md` §3.7).
    package var key: String
    /// 1 to 100 characters.
    package var title: String
    /// URL path of the audio.
    package var url: String
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    package var sha256: String
    /// Length of the file.
    package var bytes: Int
    /// All frames of sound, as players show it and `ffprobe` counts it.
    package var durationMilliseconds: Int
    /// `audio/mpeg`.
    package var mediaType: String
    /// 1 or 2.
    package var channels: Int
    /// URL path of a PNG of 16 × 16 pixels.
    package var icon: String
    /// The scene of an adventure that this track speaks.
    package var scene: String?

    package init(
        key: String, title: String, url: String, sha256: String, bytes: Int, durationMilliseconds: Int,
        mediaType: String, channels: Int, icon: String, scene: String?
    ) {
        self.key = key
        self.title = title
        self.url = url
        self.sha256 = sha256
        self.bytes = bytes
        self.durationMilliseconds = durationMilliseconds
        self.mediaType = mediaType
        self.channels = channels
        self.icon = icon
        self.scene = scene
    }
}
