import Foundation

/// Uploaded pictures by their id; the oldest go when all together are more than 64 MB.
struct PictureShelf: Sendable {
    static let capacity = 64 * 1024 * 1024

    private var pictures = BoundedStore<(data: Data, kind: Picture.Kind)>(capacity: 2_000)
    private var bytes = 0

    /// Bytes and media type of a picture.
    func picture(_ id: String) -> (data: Data, kind: Picture.Kind)? { pictures[id] }

    mutating func add(_ data: Data, kind: Picture.Kind, id: String) {
        guard pictures[id] == nil else { return }
        bytes += data.count
        while bytes > Self.capacity, let oldest = pictures.entries.first {
            bytes -= oldest.value.data.count
            pictures[oldest.key] = nil
        }
        pictures[id] = (data, kind)
    }
}
