internal import CZlib

/// Gzip (RFC 1952) through zlib.
package enum Gzip {
    /// Compresses bytes in one go. The header holds no time and no name, so equal input gives equal output.
    ///
    /// - Parameter level: 1 (fast) to 9 (small).
    /// - Throws: ``CompressionError`` when zlib has no memory.
    package static func compress(_ bytes: [UInt8], level: Int32 = 6) throws(CompressionError) -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window, and 16 for gzip's header instead of zlib's.
        let started = shim_deflateInit2(&stream, level, 15 + 16, 9)
        guard started == Z_OK else { throw CompressionError(coding: "gzip", code: started, bytes: bytes.count) }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))) + 18)
        let finished = bytes.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { target in
                // zlib only reads through next_in, its type lacks the const.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = target.baseAddress
                stream.avail_out = uInt(target.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard finished == Z_STREAM_END else {
            throw CompressionError(coding: "gzip", code: finished, bytes: bytes.count)
        }
        output.removeLast(output.count - Int(stream.total_out))
        return output
    }
}
