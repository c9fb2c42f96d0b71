import Core
import Foundation
import Testing

/// Tags, refusals and facts, on files put together by hand.
struct MP3ScannerTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: Data
        let error: MP3Error

        init(_ name: String, _ bytes: Data, _ error: MP3Error) {
            testDescription = name
            self.bytes = bytes
            self.error = error
        }

        init(_ name: String, starting text: String, _ format: String) {
            self.init(name, Data(text.utf8) + Data(count: 4_000), .otherFormat(format))
        }
    }

    @Test(arguments: [
        Refused("nothing", Data(), .empty),
        Refused("zeros", Data(count: 5_000), .noFrames),
        Refused("one byte", Data([0xFF]), .noFrames),
        Refused("a tag and no sound", SyntheticMP3.id3v2(), .noFrames),
        Refused(
            "a tag that promises more than there is", Data("ID3".utf8) + Data([3, 0, 0, 0x7F, 0x7F, 0x7F, 0x7F]),
            .noFrames),
        Refused("WAV", starting: "RIFF\u{1}\u{1}\u{1}\u{1}WAVEfmt ", "a WAV file"),
        Refused("FLAC", starting: "fLaC", "a FLAC file"),
        Refused("Ogg", starting: "OggS", "an Ogg file"),
        Refused("M4A", starting: "\u{0}\u{0}\u{0}\u{20}ftypM4A ", "an MP4 or M4A file"),
        Refused("AIFF", starting: "FORM", "an AIFF file"),
        Refused("HTML", starting: "<!doctype html><title>404</title>", "an HTML page"),
        Refused("HTML without doctype", starting: "<html lang=en>", "an HTML page"),
        Refused("PDF", starting: "%PDF-1.7", "a PDF file"),
        Refused("ZIP", starting: "PK\u{3}\u{4}", "a ZIP file"),
        Refused("Matroska", Data([0x1A, 0x45, 0xDF, 0xA3]) + Data(count: 99), .otherFormat("a WebM or Matroska file")),
        Refused("PNG", Data([0x89, 0x50, 0x4E, 0x47]) + Data(count: 99), .otherFormat("a PNG picture")),
        Refused("JPEG", Data([0xFF, 0xD8, 0xFF, 0xE0]) + Data(count: 99), .otherFormat("a JPEG picture")),
        Refused("WAV around an MP3", Data("RIFFxxxxWAVE".utf8) + SyntheticMP3.frames(5), .otherFormat("a WAV file")),
        Refused("layer II", SyntheticMP3.frames(4, header: 0xFFFD_8064), .otherLayer(offset: 0)),
        Refused("free format", SyntheticMP3.frames(4, header: 0xFFFB_0064), .freeFormat(offset: 0)),
        Refused(
            "free format behind a tag", SyntheticMP3.id3v2() + SyntheticMP3.frames(4, header: 0xFFFB_0064),
            .freeFormat(offset: 310)),
        Refused("a describing frame and no sound", SyntheticMP3.infoFrame(count: 0), .noFrames),
        Refused("half a frame", SyntheticMP3.frames(1).prefix(200), .noFrames),
    ])
    func whatIsNoMP3_isRefusedByName(_ refused: Refused) {
        #expect(throws: refused.error) { try MP3Scanner.scan(refused.bytes) }
        #expect(refused.error.description.hasPrefix("it") || refused.error.description.hasPrefix("there"))
    }

    @Test func missingFile_isUnreadable() {
        let error = #expect(throws: MP3Error.self) { try MP3Scanner.scan(fileAt: "/no/such/file.mp3") }
        guard case .unreadable(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(!reason.isEmpty)
    }

    /// What stands in front of the sound and behind it.
    static let tags: [(front: Data, behind: Data)] = [
        (Data(), Data()),
        (SyntheticMP3.id3v2(version: 2), Data()),
        (SyntheticMP3.id3v2(version: 3), SyntheticMP3.id3v1),
        (SyntheticMP3.id3v2(version: 4, hasFooter: true), Data()),
        (SyntheticMP3.id3v2() + SyntheticMP3.id3v2(version: 4), Data()),
        (SyntheticMP3.apev2(hasHeader: true), Data()),
        (SyntheticMP3.id3v2() + Data(count: 3_000), Data()),
        (Data(), SyntheticMP3.extendedID3v1),
        (Data(), SyntheticMP3.apev2(hasHeader: true)),
        (Data(), SyntheticMP3.apev2(hasHeader: false)),
        (Data(), SyntheticMP3.apev2(hasHeader: true) + SyntheticMP3.id3v1),
        (Data(), SyntheticMP3.lyrics3 + SyntheticMP3.id3v1),
        (Data(), SyntheticMP3.id3v2(version: 4, hasFooter: true)),
        (Data(), Data(count: 2_000)),
        (Data([0x12, 0xFF, 0xFB, 0x90]), Data(repeating: 0x55, count: 100)),
        // A tag full of headers, as artwork may be by chance.
        (SyntheticMP3.id3v2(size: 4 * 417).prefix(10) + SyntheticMP3.frames(4), SyntheticMP3.id3v1),
    ]

    @Test(arguments: tags.indices) func tags_areNoSound(_ index: Int) throws {
        let (front, behind) = Self.tags[index]
        let summary = try MP3Scanner.scan(front + SyntheticMP3.frames(10) + behind)
        #expect(summary.frameCount == 10)
        #expect(summary.audioRange == front.count..<(front.count + 4_170))
        #expect(summary.resyncCount == 0)
    }

    @Test(arguments: ["Xing", "Info"]) func describingFrame_isNotSound(mark: String) throws {
        let bytes = SyntheticMP3.infoFrame(mark, count: 10) + SyntheticMP3.frames(10)
        let summary = try MP3Scanner.scan(bytes)
        #expect(summary.hasInfoFrame)
        #expect(summary.frameCount == 10)
        #expect(summary.encoderDelay == 576)
        #expect(summary.encoderPadding == 1_000)
        #expect(summary.audioRange == 0..<bytes.count)
        #expect(summary.duration == .nanoseconds(11_520 * 1_000_000_000 / 44_100))
        #expect(summary.sourceDuration == .nanoseconds((11_520 - 1_576) * 1_000_000_000 / 44_100))
    }

    /// 9 bits in MPEG 1, 8 bits otherwise, behind the checksum if there is one.
    @Test(
        arguments: [
            (0xFFFB_9064, 417, [0, 0], false), (0xFFFB_9064, 417, [0, 0x80], true),
            (0xFFFB_9064, 417, [0, 0x7F], false),
            (0xFFFB_9064, 417, [1, 0], true), (0xFFFA_9064, 417, [9, 9, 0, 0x7F], false),
            (0xFFFA_9064, 417, [0, 0, 1, 0], true), (0xFFF3_8064, 208, [0, 0xFF], false),
            (0xFFF3_8064, 208, [1, 0], true), (0xFFE3_18C4, 72, [0, 0xFF], false), (0xFFE3_18C4, 72, [2, 0], true),
        ] as [(UInt32, Int, [UInt8], Bool)])
    func reservoirOfFirstFrame_isSeen(header: UInt32, length: Int, side: [UInt8], needs: Bool) throws {
        let bytes = SyntheticMP3.frames(3, header: header, length: length, sideInformation: side)
        #expect(try MP3Scanner.scan(bytes).needsBitReservoir == needs)
    }

    @Test func garbageInBetween_isSteppedOver() throws {
        let garbage = Data(repeating: 0xFF, count: 300)
        let bytes = SyntheticMP3.frames(5) + garbage + SyntheticMP3.frames(5)
        let summary = try MP3Scanner.scan(bytes)
        #expect(summary.frameCount == 10)
        #expect(summary.resyncCount == 1)
    }

    @Test func averageBitrate_isOfAllFrames() throws {
        let summary = try MP3Scanner.scan(
            SyntheticMP3.frames(5) + SyntheticMP3.frames(5, header: 0xFFFB_5064, length: 208))
        #expect(summary.isVariableBitrate)
        #expect(summary.averageBitrate == 96_000)
        #expect(summary.channels == 2)
    }

    /// Nothing but sync bytes cost one look each.
    @Test(.timeLimit(.minutes(5))) func hostileSyncBytes_takeLinearTime() {
        #expect(throws: MP3Error.noFrames) { try MP3Scanner.scan(Data(repeating: 0xFF, count: 300_000)) }
    }
}
