/// What a scan of an MP3 file found.
package struct MP3Summary: Equatable, Sendable {
    /// Frames of sound; a describing first frame and a cut last one are not counted.
    package var frameCount: Int
    /// Samples per second of one channel.
    package var sampleRate: Int
    /// Samples of one channel in each frame.
    package var samplesPerFrame: Int
    /// 1 or 2.
    package var channels: Int
    /// Bits per second, averaged over all frames.
    package var averageBitrate: Int
    /// Whether frames have different bitrates.
    package var isVariableBitrate: Bool
    /// From the first frame, a describing one included, to the end of the last whole frame.
    package var audioRange: Range<Int>
    /// Whether the first frame is a Xing, Info or VBRI frame.
    package var hasInfoFrame: Bool
    /// Samples that the encoder added at the start; 0 when the file does not say.
    package var encoderDelay: Int
    /// Samples that the encoder added at the end; 0 when the file does not say.
    package var encoderPadding: Int
    /// How often the scan had to look for the next frame among garbage.
    package var resyncCount: Int
    /// Whether the first frame of sound takes bits from a frame before it, which is missing: its start is silent.
    package var needsBitReservoir: Bool

    /// All frames of sound, as players show it and `ffprobe` counts it, the encoder's delay and padding included.
    package var duration: Duration { Self.duration(of: frameCount * samplesPerFrame, at: sampleRate) }

    /// What was put into the encoder: ``duration`` without delay and padding.
    package var sourceDuration: Duration {
        Self.duration(of: max(0, frameCount * samplesPerFrame - encoderDelay - encoderPadding), at: sampleRate)
    }

    private static func duration(of samples: Int, at rate: Int) -> Duration {
        .seconds(samples / rate) + .nanoseconds(samples % rate * 1_000_000_000 / rate)
    }
}
