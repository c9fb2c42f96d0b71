/// Finds the tags around the audio: ID3v2 and APE in front; ID3v1, its extension, APE, Lyrics3 and ID3v2 behind.
enum MP3Tags {
    /// The bytes between the tags. They still may hold padding or garbage at either end.
    static func audioRange(in bytes: MP3Bytes) -> Range<Int> {
        var start = 0
        while let length = leadingTag(in: bytes, at: start) { start = min(start + length, bytes.count) }
        var end = bytes.count
        while let length = trailingTag(in: bytes, endingAt: end, notBefore: start) { end -= length }
        return start..<max(start, end)
    }

    // MARK: - In front

    private static func leadingTag(in bytes: MP3Bytes, at offset: Int) -> Int? {
        if bytes.hasText("ID3", at: offset) { return id3v2Length(in: bytes, at: offset) }
        if bytes.hasText("APETAGEX", at: offset), let size = bytes.littleEndian32(at: offset + 12) {
            // The size counts items and footer, not the header that stands here.
            return 32 + Int(size)
        }
        return nil
    }

    /// ID3v2.2 to 2.4 (id3.org, "ID3v2 header"): ten bytes, then as many as a syncsafe number says, then perhaps a
    /// footer.
    private static func id3v2Length(in bytes: MP3Bytes, at offset: Int) -> Int? {
        guard let version = bytes.byte(at: offset + 3), version != 0xFF, let flags = bytes.byte(at: offset + 5),
            let size = syncsafe32(in: bytes, at: offset + 6)
        else { return nil }
        let hasFooter = version >= 4 && flags & 0x10 != 0
        return 10 + size + (hasFooter ? 10 : 0)
    }

    /// Four times seven bits; a set high bit means that this is no such number.
    private static func syncsafe32(in bytes: MP3Bytes, at offset: Int) -> Int? {
        guard let value = bytes.bigEndian32(at: offset), value & 0x8080_8080 == 0 else { return nil }
        return Int(value & 0x7F | value >> 1 & 0x3F80 | value >> 2 & 0x1F_C000 | value >> 3 & 0xFE0_0000)
    }

    // MARK: - Behind

    private static func trailingTag(in bytes: MP3Bytes, endingAt end: Int, notBefore start: Int) -> Int? {
        let length =
            id3v1Length(in: bytes, endingAt: end) ?? apeLength(in: bytes, endingAt: end)
            ?? lyricsLength(in: bytes, endingAt: end) ?? id3v2FooterLength(in: bytes, endingAt: end)
        guard let length, length > 0, length <= end - start else { return nil }
        return length
    }

    /// 128 bytes, with 227 more in front of them in the extended form.
    private static func id3v1Length(in bytes: MP3Bytes, endingAt end: Int) -> Int? {
        guard bytes.hasText("TAG", at: end - 128) else { return nil }
        return bytes.hasText("TAG+", at: end - 128 - 227) ? 128 + 227 : 128
    }

    /// APEv1 and v2 (wiki.hydrogenaud.io, "APE Tags Header"): a footer of 32 bytes with the size of items and footer.
    private static func apeLength(in bytes: MP3Bytes, endingAt end: Int) -> Int? {
        guard bytes.hasText("APETAGEX", at: end - 32), let size = bytes.littleEndian32(at: end - 20),
            let flags = bytes.littleEndian32(at: end - 12)
        else { return nil }
        return Int(size) + (flags >> 31 == 1 ? 32 : 0)
    }

    /// Lyrics3 v2: six digits of size and a mark of nine letters at the end.
    private static func lyricsLength(in bytes: MP3Bytes, endingAt end: Int) -> Int? {
        guard bytes.hasText("LYRICS200", at: end - 9) else { return nil }
        var size = 0
        for offset in (end - 15)..<(end - 9) {
            guard let digit = bytes.byte(at: offset), (48...57).contains(digit) else { return nil }
            size = size * 10 + Int(digit) - 48
        }
        return size + 15
    }

    /// An ID3v2.4 tag at the end has a footer that starts with the letters turned round.
    private static func id3v2FooterLength(in bytes: MP3Bytes, endingAt end: Int) -> Int? {
        guard bytes.hasText("3DI", at: end - 10), let size = syncsafe32(in: bytes, at: end - 4) else { return nil }
        return size + 20
    }
}
