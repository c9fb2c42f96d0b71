/// Names what a file is by its first bytes, to say it to the person who took it for an MP3.
enum FileSignature {
    /// `a WAV file`; `nil` when the bytes say nothing.
    static func name(of bytes: MP3Bytes) -> String? {
        if bytes.hasText("RIFF", at: 0), bytes.hasText("WAVE", at: 8) { return "a WAV file" }
        if bytes.hasText("fLaC", at: 0) { return "a FLAC file" }
        if bytes.hasText("OggS", at: 0) { return "an Ogg file" }
        if bytes.hasText("ftyp", at: 4) { return "an MP4 or M4A file" }
        if bytes.hasText("FORM", at: 0) { return "an AIFF file" }
        if bytes.hasText("%PDF", at: 0) { return "a PDF file" }
        if bytes.hasText("PK", at: 0) { return "a ZIP file" }
        if bytes.bigEndian32(at: 0) == 0x1A45_DFA3 { return "a WebM or Matroska file" }
        if bytes.bigEndian32(at: 0) == 0x8950_4E47 { return "a PNG picture" }
        if bytes.bigEndian32(at: 0).map({ $0 >> 8 }) == 0xFFD8FF { return "a JPEG picture" }
        if bytes.hasText("<!", at: 0) || bytes.hasText("<html", at: 0) { return "an HTML page" }
        return nil
    }
}
