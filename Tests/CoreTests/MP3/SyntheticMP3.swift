import Foundation

/// Frames and tags put together by hand. They decode to nothing in particular; a scanner does not decode.
enum SyntheticMP3 {
    /// MPEG 1, 128 kbit/s, 44.1 kHz, joint stereo, no checksum: 417 bytes.
    static let header: UInt32 = 0xFFFB_9064

    /// Frames with one header and zeros in them; the first two bytes behind the header are `main_data_begin`'s.
    static func frames(_ count: Int, header: UInt32 = header, length: Int = 417, sideInformation: [UInt8] = []) -> Data
    {
        var frame = bigEndian(header) + Data(sideInformation)
        frame += Data(count: length - frame.count)
        return (0..<count).reduce(into: Data()) { data, _ in data += frame }
    }

    /// A Xing or Info frame with all four fields and LAME's extension.
    static func infoFrame(_ mark: String = "Info", count: Int, delay: Int = 576, padding: Int = 1_000) -> Data {
        var frame = bigEndian(header) + Data(count: 32) + Data(mark.utf8) + bigEndian(15) + bigEndian(UInt32(count))
        frame += bigEndian(100_000) + Data(count: 100) + bigEndian(57) + Data("LAME3.100".utf8) + Data(count: 12)
        let both = UInt32(delay << 12 | padding)
        frame += bigEndian(both << 8)
        return frame + Data(count: 417 - frame.count)
    }

    static func id3v2(version: UInt8 = 3, size: Int = 300, hasFooter: Bool = false) -> Data {
        let rest = Data([version, 0, hasFooter ? 0x10 : 0]) + syncsafe(size)
        let footer = hasFooter ? Data("3DI".utf8) + rest : Data()
        return Data("ID3".utf8) + rest + Data(repeating: 0x41, count: size) + footer
    }

    static var id3v1: Data { Data("TAG".utf8) + Data(repeating: 0x20, count: 125) }
    static var extendedID3v1: Data { Data("TAG+".utf8) + Data(repeating: 0x20, count: 223) + id3v1 }
    static var lyrics3: Data { Data("LYRICSBEGININD0000210000011LYRICS200".utf8) }

    static func apev2(hasHeader: Bool, size: Int = 200) -> Data {
        func block(_ flags: UInt32) -> Data {
            let numbers: [UInt32] = [2_000, UInt32(size + 32), 1, flags]
            return Data("APETAGEX".utf8) + numbers.map(\.byteSwapped).map(bigEndian).reduce(Data(), +) + Data(count: 8)
        }
        let flags: UInt32 = hasHeader ? 1 << 31 : 0
        return (hasHeader ? block(flags | 1 << 29) : Data()) + Data(repeating: 0x61, count: size) + block(flags)
    }

    static func bigEndian(_ number: UInt32) -> Data {
        Data([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) })
    }

    private static func syncsafe(_ number: Int) -> Data {
        Data([21, 14, 7, 0].map { UInt8(number >> $0 & 0x7F) })
    }
}
