import Core

/// What the catalog says of an audio file.
struct MP3Facts: Sendable {
    var durationMilliseconds: Int
    var channels: Int

    init(durationMilliseconds: Int, channels: Int) {
        (self.durationMilliseconds, self.channels) = (durationMilliseconds, channels)
    }

    init(_ summary: MP3Summary) {
        let (seconds, attoseconds) = summary.duration.components
        durationMilliseconds = Int(seconds) * 1_000 + Int((Double(attoseconds) / 1e15).rounded())
        channels = summary.channels
    }
}
