/// The four bytes at the start of every MPEG audio frame, for layer III (ISO/IEC 11172-3 §2.4.1.3 and §2.4.2.3;
/// ISO/IEC 13818-3 for MPEG 2; MPEG 2.5 is Fraunhofer's extension to lower rates).
package struct MP3FrameHeader: Equatable, Sendable {
    /// MPEG 1, 2 or 2.5.
    package var version: Version
    /// Bits per second.
    package var bitrate: Int
    /// Samples per second of one channel.
    package var sampleRate: Int
    /// Whether the frame is one byte longer, to keep the average rate.
    package var isPadded: Bool
    /// 1 or 2.
    package var channels: Int
    /// Whether two bytes of checksum follow the header.
    package var hasChecksum: Bool

    /// Which standard the frame follows; it decides rates and the number of samples.
    package enum Version: Equatable, Sendable { case mpeg1, mpeg2, mpeg2_5 }

    /// What four bytes are when they are no layer III header.
    package enum Refusal: Error, Equatable, Sendable {
        /// No sync word, or a value that the standard reserves.
        case noHeader
        /// A header of layer I or II.
        case otherLayer
        /// A header with bitrate index 0: the frame's length is not in it.
        case freeFormat
    }

    /// Reads a header from four bytes, the first one being the most significant.
    package init(_ bits: UInt32) throws(Refusal) {
        guard bits >> 21 == 0x7FF else { throw .noHeader }
        let version: Version
        switch bits >> 19 & 3 {
        case 3: version = .mpeg1
        case 2: version = .mpeg2
        case 0: version = .mpeg2_5
        default: throw .noHeader
        }
        let layer = bits >> 17 & 3
        let bitrateIndex = Int(bits >> 12 & 15)
        let rateIndex = Int(bits >> 10 & 3)
        guard layer != 0, bitrateIndex != 15, rateIndex != 3, bits & 3 != 2 else { throw .noHeader }
        guard layer == 1 else { throw .otherLayer }
        guard bitrateIndex != 0 else { throw .freeFormat }
        self.version = version
        bitrate = (version == .mpeg1 ? Self.bitrates1 : Self.bitrates2)[bitrateIndex] * 1_000
        sampleRate = Self.sampleRates[rateIndex] / (version == .mpeg1 ? 1 : version == .mpeg2 ? 2 : 4)
        isPadded = bits >> 9 & 1 == 1
        channels = bits >> 6 & 3 == 3 ? 1 : 2
        hasChecksum = bits >> 16 & 1 == 0
    }

    /// Samples of one channel in a frame: 1152, or 576 for MPEG 2 and 2.5.
    package var samplesPerFrame: Int { version == .mpeg1 ? 1_152 : 576 }

    /// Length of the whole frame in bytes, header included.
    package var length: Int { samplesPerFrame / 8 * bitrate / sampleRate + (isPadded ? 1 : 0) }

    /// Length in bytes of the side information that follows the header and its checksum.
    package var sideInformationLength: Int {
        switch (version, channels) {
        case (.mpeg1, 1): 17
        case (.mpeg1, _): 32
        case (_, 1): 9
        default: 17
        }
    }

    /// Whether another frame can belong to the same stream: rate and version never change within one.
    package func isCompatible(with other: MP3FrameHeader) -> Bool {
        version == other.version && sampleRate == other.sampleRate
    }

    private static let bitrates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
    private static let bitrates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160]
    private static let sampleRates = [44_100, 48_000, 32_000]
}
