/// Reads numbers from a file's bytes; what lies outside reads as nothing, so that no hostile length can trap.
struct MP3Bytes {
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var count: Int { bytes.count }

    /// Four bytes, the first one the most significant (MPEG, ID3, Xing).
    func bigEndian32(at offset: Int) -> UInt32? {
        guard offset >= 0, offset <= bytes.count - 4 else { return nil }
        return UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// Four bytes, the first one the least significant (APE).
    func littleEndian32(at offset: Int) -> UInt32? { bigEndian32(at: offset)?.byteSwapped }

    func byte(at offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

    /// Whether the bytes at an offset are this ASCII text.
    func hasText(_ text: StaticString, at offset: Int) -> Bool {
        guard offset >= 0, offset <= bytes.count - text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { bytes[offset..<(offset + $0.count)].elementsEqual($0) }
    }

    /// Where a byte occurs next, within a limit.
    func firstIndex(of byte: UInt8, from start: Int, to end: Int) -> Int? {
        guard start < end, end <= bytes.count else { return nil }
        return bytes[start..<end].firstIndex(of: byte)
    }

    /// The layer III header at an offset, `nil` when there is none.
    func header(at offset: Int) -> MP3FrameHeader? {
        bigEndian32(at: offset).flatMap { try? MP3FrameHeader($0) }
    }
}
