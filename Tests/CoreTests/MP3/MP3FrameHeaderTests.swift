import Core
import Testing

/// The four bytes in front of every frame, field by field.
struct MP3FrameHeaderTests {
    struct Good: Sendable, CustomTestStringConvertible {
        let bits: UInt32
        let version: MP3FrameHeader.Version
        let kilobits, rate, channels, length, side: Int

        var testDescription: String { String(bits, radix: 16) }
    }

    @Test(arguments: [
        Good(
            bits: 0xFFFB_9064, version: .mpeg1, kilobits: 128, rate: 44_100, channels: 2, length: 417,
            side: 32),
        Good(
            bits: 0xFFFB_9264, version: .mpeg1, kilobits: 128, rate: 44_100, channels: 2, length: 418,
            side: 32),
        Good(
            bits: 0xFFFB_E4C4, version: .mpeg1, kilobits: 320, rate: 48_000, channels: 1, length: 960,
            side: 17),
        Good(
            bits: 0xFFFB_18C4, version: .mpeg1, kilobits: 32, rate: 32_000, channels: 1, length: 144,
            side: 17),
        Good(
            bits: 0xFFF3_8064, version: .mpeg2, kilobits: 64, rate: 22_050, channels: 2, length: 208,
            side: 17),
        Good(bits: 0xFFF3_44C4, version: .mpeg2, kilobits: 32, rate: 24_000, channels: 1, length: 96, side: 9),
        Good(
            bits: 0xFFF3_E8C4, version: .mpeg2, kilobits: 160, rate: 16_000, channels: 1, length: 720,
            side: 9),
        Good(bits: 0xFFE3_18C4, version: .mpeg2_5, kilobits: 8, rate: 8_000, channels: 1, length: 72, side: 9),
        Good(
            bits: 0xFFE3_2044, version: .mpeg2_5, kilobits: 16, rate: 11_025, channels: 2, length: 104,
            side: 17),
        Good(
            bits: 0xFFE3_54C4, version: .mpeg2_5, kilobits: 40, rate: 12_000, channels: 1, length: 240,
            side: 9),
    ])
    func goodHeader_isRead(_ good: Good) throws {
        let header = try MP3FrameHeader(good.bits)
        #expect(header.version == good.version)
        #expect(header.bitrate == good.kilobits * 1_000)
        #expect(header.sampleRate == good.rate)
        #expect(header.channels == good.channels)
        #expect(header.length == good.length)
        #expect(header.sideInformationLength == good.side)
        #expect(header.samplesPerFrame == (good.version == .mpeg1 ? 1_152 : 576))
        #expect(!header.hasChecksum)
    }

    @Test(
        arguments: [
            (0x0000_0000, .noHeader), (0xFFFF_FFFF, .noHeader), (0x4944_3303, .noHeader), (0xFF7B_9064, .noHeader),
            // Version 1, layer 0, bitrate 15, rate 3 and emphasis 2 are reserved.
            (0xFFEB_9064, .noHeader), (0xFFF9_9064, .noHeader), (0xFFFB_F064, .noHeader), (0xFFFB_9C64, .noHeader),
            (0xFFFB_9066, .noHeader),
            (0xFFFD_9064, .otherLayer), (0xFFFF_9064, .otherLayer), (0xFFFD_0064, .otherLayer),
            (0xFFFB_0064, .freeFormat), (0xFFF3_0064, .freeFormat),
        ] as [(UInt32, MP3FrameHeader.Refusal)])
    func otherBits_areRefused(bits: UInt32, refusal: MP3FrameHeader.Refusal) {
        #expect(throws: refusal) { try MP3FrameHeader(bits) }
    }

    @Test func checksum_isTheClearedBit() throws {
        #expect(try MP3FrameHeader(0xFFFA_9064).hasChecksum)
    }

    /// Every header that is accepted has a length that a walk can step over.
    @Test func everyAcceptedHeader_isLongerThanItsOwnFields() {
        var count = 0
        for bits in stride(from: UInt32(0xFFE0_0000), to: 0xFFFF_FFFF, by: 64) {
            guard let header = try? MP3FrameHeader(bits) else { continue }
            count += 1
            #expect(header.length >= 24)
            #expect(header.length <= 1_441)
        }
        #expect(count > 1_000)
    }

    @Test func compatibility_isVersionAndRate() throws {
        let header = try MP3FrameHeader(0xFFFB_9064)
        #expect(header.isCompatible(with: try MP3FrameHeader(0xFFFB_50C4)))
        #expect(!header.isCompatible(with: try MP3FrameHeader(0xFFFB_9464)))
        #expect(!header.isCompatible(with: try MP3FrameHeader(0xFFF3_9064)))
    }
}
