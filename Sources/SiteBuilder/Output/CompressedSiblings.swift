import Compression
import Core

/// The `.gz` and `.br` files beside text files, which the edge serves to browsers that accept them.
enum CompressedSiblings {
    /// Smaller files gain nothing: the head of a response outweighs what is saved.
    private static let minimumBytes = 1_024

    /// What is put behind a file's name.
    static let suffixes = [".br", ".gz"]

    /// Whether a file may have siblings at all.
    static func areMade(for path: String, bytes: Int) -> Bool {
        bytes >= minimumBytes && MediaType.isCompressible(MediaType.of(path: path))
    }

    /// The siblings of a file, with the suffix of each. Quality 11 costs a hundred builds' time on pages, so it is
    /// kept for assets, which change seldom; pages get quality 5 and gzip 6 (`ssg.md` §6.3).
    static func make(of bytes: [UInt8], path: String) throws -> [(suffix: String, bytes: [UInt8])] {
        guard areMade(for: path, bytes: bytes.count) else { return [] }
        let quality: Int32 = path.hasPrefix("assets/") ? 11 : 5
        return [
            (suffix: ".br", bytes: try Brotli.compress(bytes, quality: quality)),
            (suffix: ".gz", bytes: try Gzip.compress(bytes, level: 6)),
        ].filter { $0.bytes.count < bytes.count }
    }
}
