internal import CBrotli

/// Brotli (RFC 7932) through libbrotlienc.
package enum Brotli {
    /// Compresses text in one go; equal input gives equal output.
    ///
    /// - Parameter quality: 0 (fast) to 11 (small, some forty times slower than 5).
    /// - Throws: ``CompressionError`` when the library has no memory.
    package static func compress(_ bytes: [UInt8], quality: Int32) throws(CompressionError) -> [UInt8] {
        // The library's bound is 0 for an empty input, whose stream still has a byte.
        var length = max(16, BrotliEncoderMaxCompressedSize(bytes.count))
        var output = [UInt8](repeating: 0, count: length)
        let done = BrotliEncoderCompress(
            quality, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.count, bytes, &length, &output)
        guard done == BROTLI_TRUE else {
            throw CompressionError(coding: "brotli", code: Int32(done), bytes: bytes.count)
        }
        output.removeLast(output.count - length)
        return output
    }
}
