import Core
import NIOCore

/// What an answer's bytes come from (`design.md` §4). The first three have a length and obey ranges; `live` has none.
enum Representation: Sendable {
    case file(OpenFile)
    /// A virtual concatenation: stretches of files, one after the other.
    case slices([FileSlice])
    case bytes(ByteBuffer)
    case live(LiveSource)

    /// Bytes; `nil` for `live`.
    var length: Int? {
        switch self {
        case .file(let file): file.identity.size
        case .slices(let slices): slices.reduce(0) { $0 + $1.length }
        case .bytes(let buffer): buffer.readableBytes
        case .live: nil
        }
    }

    /// What has to be sent for a stretch of the representation.
    ///
    /// - Parameter range: within `0..<length`.
    func pieces(in range: Range<Int>) -> [ResponsePiece] {
        switch self {
        case .file(let file): [.file(FileSlice(file: file, offset: range.lowerBound, length: range.count))]
        case .slices(let slices): Self.pieces(of: slices, in: range)
        case .bytes(let buffer):
            buffer.getSlice(at: buffer.readerIndex + range.lowerBound, length: range.count).map { [.bytes($0)] } ?? []
        case .live: []
        }
    }

    private static func pieces(of slices: [FileSlice], in range: Range<Int>) -> [ResponsePiece] {
        var pieces: [ResponsePiece] = []
        var start = 0
        for slice in slices {
            let part = range.clamped(to: start..<(start + slice.length))
            if !part.isEmpty {
                pieces.append(
                    .file(
                        FileSlice(file: slice.file, offset: slice.offset + part.lowerBound - start, length: part.count))
                )
            }
            start += slice.length
        }
        return pieces
    }
}

/// A stretch of a file.
struct FileSlice: Sendable {
    var file: OpenFile
    /// Bytes from the start of the file.
    var offset: Int
    /// Bytes.
    var length: Int
}

/// The next thing to write to a connection.
enum ResponsePiece: Sendable {
    case bytes(ByteBuffer)
    case file(FileSlice)
}

/// Bytes that are made while they are sent. The next chunk is asked for when the last one has left, so a slow reader
/// slows the source and nothing piles up.
struct LiveSource: Sendable {
    /// The next chunk; `nil` ends the content. Called on the event loop given, never twice at once.
    var next: @Sendable (any EventLoop) -> EventLoopFuture<ByteBuffer?>
    /// The reader is gone or the content is over; called once.
    var stop: @Sendable () -> Void
}
