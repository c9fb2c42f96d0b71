/// Format and size of a picture, from its first bytes: PNG (RFC 2083 §11.2.2) or JPEG (ITU-T T.81 §B.2.2).
struct ImageHeader: Sendable, Equatable {
    enum Format: String, Sendable, CaseIterable { case png = "PNG", jpeg = "JPEG" }

    var format: Format
    /// Pixels.
    var width: Int
    /// Pixels.
    var height: Int

    /// Reads the header; `nil` when the bytes are neither PNG nor JPEG.
    init?(_ bytes: [UInt8]) {
        if let png = Self.png(bytes) ?? Self.jpeg(bytes) { self = png } else { return nil }
    }

    init(format: Format, width: Int, height: Int) {
        (self.format, self.width, self.height) = (format, width, height)
    }

    private static func png(_ bytes: [UInt8]) -> ImageHeader? {
        guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else {
            return nil
        }
        return ImageHeader(format: .png, width: number(bytes[16..<20]), height: number(bytes[20..<24]))
    }

    /// Walks from marker to marker to the frame header, which alone holds the size.
    private static func jpeg(_ bytes: [UInt8]) -> ImageHeader? {
        guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
        var index = 2
        while index + 9 < bytes.count, bytes[index] == 0xFF {
            let marker = bytes[index + 1]
            if marker == 0xFF {
                index += 1
                continue
            }
            let isFrameHeader = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
            if isFrameHeader {
                return ImageHeader(
                    format: .jpeg, width: number(bytes[(index + 7)..<(index + 9)]),
                    height: number(bytes[(index + 5)..<(index + 7)]))
            }
            index += 2 + number(bytes[(index + 2)..<(index + 4)])
        }
        return nil
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
}
