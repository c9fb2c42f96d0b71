import Foundation

/// What the first bytes of a picture tell.
struct Picture: Sendable, Equatable {
    enum Kind: String, Sendable { case png = "image/png", jpeg = "image/jpeg", gif = "image/gif" }

    let kind: Kind
    /// Pixels; `nil` for JPEG, whose size is not at a fixed place.
    let size: (width: Int, height: Int)?

    static func == (left: Picture, right: Picture) -> Bool { left.kind == right.kind }

    /// - Returns: `nil` for anything but PNG, JPEG and GIF; Yoto refuses WebP too.
    init?(_ data: Data) {
        let bytes = [UInt8](data.prefix(24))
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count == 24 {
            kind = .png
            size = (Self.number(bytes[16..<20]), Self.number(bytes[20..<24]))
        } else if bytes.starts(with: [0x47, 0x49, 0x46, 0x38]), bytes.count >= 10 {
            kind = .gif
            size = (Self.number(bytes[6..<8].reversed()), Self.number(bytes[8..<10].reversed()))
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            kind = .jpeg
            size = nil
        } else {
            return nil
        }
    }

    private static func number(_ bytes: some Sequence<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
