/// A compressor gave up: it had no memory, or its result did not fit where its own bound said it would.
package struct CompressionError: Error, Equatable, CustomStringConvertible {
    /// `gzip` or `brotli`.
    package var coding: String
    /// The library's own code: zlib's return value, 0 or 1 for brotli.
    package var code: Int32
    /// Length of the input.
    package var bytes: Int

    package var description: String { "\(coding) could not compress \(bytes) bytes (code \(code))" }
}
