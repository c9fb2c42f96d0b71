import Foundation

/// A small picture made of an id: every id has its own colours and pattern, and the same id always the same.
///
/// The PNG is real and uncompressed (RFC 2083, RFC 1950 and 1951 with stored blocks): no library is needed.
struct PNGImage: Sendable {
    let width: Int
    let height: Int
    let id: String

    /// The file's bytes.
    var data: Data {
        var file = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        file.append(chunk("IHDR", Self.word(width) + Self.word(height) + Data([8, 6, 0, 0, 0])))
        file.append(chunk("IDAT", Self.stored(rows)))
        file.append(chunk("IEND", Data()))
        return file
    }

    /// Scan lines of 32-bit RGBA, each after its filter byte 0. An 8×8 mirrored pattern of two colours.
    private var rows: Data {
        let seed = id.utf8.reduce(into: UInt64(14_695_981_039_346_656_037)) {
            $0 = ($0 ^ UInt64($1)) &* 1_099_511_628_211
        }
        let light: [UInt8] = [UInt8(96 + seed % 64), UInt8(96 + seed >> 8 % 64), UInt8(96 + seed >> 16 % 64), 255]
        let dark: [UInt8] = [light[1] / 3, light[2] / 3, light[0] / 3, 255]
        var rows = Data(capacity: height * (width * 4 + 1))
        for y in 0..<height {
            rows.append(0)
            for x in 0..<width {
                let column = x * 8 / width
                let bit = UInt64(y * 8 / height * 4 + min(column, 7 - column))
                rows.append(contentsOf: seed >> (bit + 16) & 1 == 1 ? light : dark)
            }
        }
        return rows
    }

    private func chunk(_ type: String, _ content: Data) -> Data {
        let body = Data(type.utf8) + content
        return Self.word(content.count) + body + Self.word(Int(Self.crc32(body)))
    }

    /// A zlib stream of stored blocks, each of 65,535 bytes at most.
    private static func stored(_ bytes: Data) -> Data {
        var stream = Data([0x78, 0x01])
        var rest = bytes[...]
        repeat {
            let block = rest.prefix(65_535)
            rest = rest.dropFirst(block.count)
            let length = UInt16(block.count)
            stream.append(rest.isEmpty ? 1 : 0)
            stream.append(contentsOf: [
                UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8),
            ])
            stream.append(block)
        } while !rest.isEmpty
        var a: UInt32 = 1
        var b: UInt32 = 0
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return stream + word(Int(b << 16 | a))
    }

    private static func word(_ value: Int) -> Data {
        Data([UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)])
    }

    private static func crc32(_ bytes: Data) -> UInt32 {
        var remainder: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
        }
        return ~remainder
    }
}
