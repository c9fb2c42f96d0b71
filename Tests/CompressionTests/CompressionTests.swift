import CZlib
import Testing

@testable import Compression

@Suite struct CompressionTests {
    static let samples: [[UInt8]] = [
        [], [0], Array("Once upon a time. ".utf8), Array(String(repeating: "Once upon a time. ", count: 5_000).utf8),
        (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0 &* 2_654_435_761 >> 13) },
    ]

    @Test(arguments: samples) func gzip_comesBackWhole(_ bytes: [UInt8]) throws {
        let packed = try Gzip.compress(bytes)
        #expect(try Self.inflated(packed, length: bytes.count) == bytes)
    }

    @Test func gzip_headerHoldsNoTime() throws {
        let packed = try Gzip.compress(Array("story".utf8))
        #expect(packed[..<4] == [0x1F, 0x8B, 8, 0])
        #expect(packed[4..<8] == [0, 0, 0, 0])
    }

    @Test(arguments: [Int32(0), 5, 11]) func brotli_isSmallerAndRepeatable(_ quality: Int32) throws {
        let text = Self.samples[3]
        let packed = try Brotli.compress(text, quality: quality)
        #expect(packed.count < text.count / 20)
        #expect(try Brotli.compress(text, quality: quality) == packed)
    }

    @Test func brotli_takesEmptyAndIncompressibleInput() throws {
        #expect(try Brotli.compress([], quality: 5).count >= 1)
        #expect(try Brotli.compress(Self.samples[4], quality: 5).count <= Self.samples[4].count + 64)
    }

    /// zlib's own decoder; 15 + 16: a gzip header is expected.
    private static func inflated(_ packed: [UInt8], length: Int) throws -> [UInt8] {
        var stream = z_stream()
        try #require(inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
        defer { inflateEnd(&stream) }
        var input = packed
        var output = [UInt8](repeating: 0, count: length + 16)
        let result = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = uInt(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(target.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        try #require(result == Z_STREAM_END)
        return Array(output[..<Int(stream.total_out)])
    }
}
