/// The frame that encoders put in front of the sound to describe it: Xing or Info (LAME), or VBRI (Fraunhofer).
///
/// It has the form of an audio frame, decodes to silence and is not part of the sound.
struct MP3InfoFrame: Equatable {
    enum Kind: Equatable { case xing, info, vbri }

    var kind: Kind
    /// Audio frames as the encoder counted them.
    var frameCount: Int?
    /// Samples at the start that the encoder added; from LAME's extension.
    var encoderDelay: Int?
    /// Samples at the end that the encoder added; from LAME's extension.
    var encoderPadding: Int?

    /// Reads the description in the frame at an offset; `nil` when the frame is an ordinary one.
    init?(in bytes: MP3Bytes, at offset: Int, header: MP3FrameHeader) {
        // Encoders disagree on whether the checksum moves the mark.
        let mark = offset + 4 + header.sideInformationLength
        for place in [mark, mark + 2] where place <= offset + header.length - 8 {
            if bytes.hasText("Xing", at: place) || bytes.hasText("Info", at: place) {
                self.init(xing: bytes, at: place)
                return
            }
        }
        guard bytes.hasText("VBRI", at: offset + 36) else { return nil }
        self.init(kind: .vbri, frameCount: bytes.bigEndian32(at: offset + 50).map { Int($0) })
    }

    private init(kind: Kind, frameCount: Int?) {
        self.kind = kind
        self.frameCount = frameCount
    }

    /// Mark, flags, and for each flag a field; LAME's extension follows with delay and padding in 12 bits each.
    private init(xing bytes: MP3Bytes, at mark: Int) {
        self.init(kind: bytes.hasText("Xing", at: mark) ? .xing : .info, frameCount: nil)
        let flags = bytes.bigEndian32(at: mark + 4) ?? 0
        var next = mark + 8
        if flags & 1 != 0 {
            frameCount = bytes.bigEndian32(at: next).map { Int($0) }
            next += 4
        }
        if flags & 2 != 0 { next += 4 }
        if flags & 4 != 0 { next += 100 }
        if flags & 8 != 0 { next += 4 }
        let isExtended =
            bytes.hasText("LAME", at: next) || bytes.hasText("Lavc", at: next) || bytes.hasText("Lavf", at: next)
        guard isExtended, let both = bytes.bigEndian32(at: next + 21) else { return }
        encoderDelay = Int(both >> 20)
        encoderPadding = Int(both >> 8 & 0xFFF)
    }
}
