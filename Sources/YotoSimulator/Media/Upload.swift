import Foundation

/// An audio upload from its URL to the end of its transcode (`yoto-platform.md` §2.7).
struct Upload: Sendable {
    let id: String
    /// Stands in for S3's signature in the URL.
    let signature: String
    let expires: Date
    let title: String
    /// Hex SHA-256 and bytes of what arrived; `nil` until it does.
    var received: (sha256: String, size: Int)?
    /// How often the transcode was asked for.
    var polls = 0
    /// Whether the hash was known, so that nothing need be sent.
    var isKnown = false

    static let phases = ["queued", "downloading", "analyzing", "processing", "transcoding"]

    /// A phase and its percent after some of all polls.
    static func progress(poll: Int, of total: Int) -> WireJSON {
        let index = min(phases.count - 1, poll * phases.count / max(total, 1))
        return ["phase": .string(phases[index]), "percent": .int(min(99, poll * 100 / max(total, 1)))]
    }

    /// What the transcoder made of the bytes: the same bytes give the same hash. Duration as of 128 kbit/s, size as of
    /// 96 kbit/s.
    func result(oldShape: Bool) -> (hash: String, information: WireJSON)? {
        guard let received else { return nil }
        let seconds = max(1, received.size / 16_000)
        let hash = Secret.base64URLDigest(Data("transcoded \(received.sha256)".utf8))
        if oldShape {
            return (
                hash,
                [
                    "duration": .double(Double(seconds) + 0.4), "fileSize": .int(seconds * 16_000), "channels": 1,
                    "format": "aac", "metadata": [:],
                ]
            )
        }
        return (
            hash,
            [
                "duration": .int(seconds), "fileSize": .int(seconds * 12_000), "codec": "opus", "format": "opus",
                "sampleRate": 48_000, "bitrate": 96_000, "channels": "stereo", "metadata": ["title": .string(title)],
            ]
        )
    }
}
