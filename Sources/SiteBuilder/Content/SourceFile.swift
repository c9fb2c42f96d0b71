/// A Markdown file: front matter between two lines of `---`, then the body.
struct SourceFile: Sendable {
    /// Path to show to the author: `content/cards/the-night-train.md`.
    var name: String
    /// Path below the content folder, with `/`: `cards/the-night-train.md`.
    var path: String
    private let bytes: [UInt8]
    /// Where the YAML between the fences lies; `nil` when the file does not start with a fence or the fence is never
    /// closed.
    private let yaml: Range<Int>?
    private let bodyStart: Int
    /// The line of the file on which ``body`` starts, from 1.
    let bodyLine: Int

    /// What follows the closing fence.
    var body: ArraySlice<UInt8> { bytes[bodyStart...] }

    /// The YAML between the fences.
    var frontMatterBytes: ArraySlice<UInt8>? { yaml.map { bytes[$0] } }

    /// The YAML between the fences as text.
    var frontMatter: String? { frontMatterBytes.map { String(decoding: $0, as: UTF8.self) } }

    /// Splits a file. A fence is a whole line of `---`: dashes inside a value or a body are left alone.
    init(name: String, path: String, bytes: [UInt8]) {
        self.name = name
        self.path = path
        self.bytes = bytes
        let start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
        var lines = LineReader(bytes: bytes, index: start)
        guard let first = lines.next(), Self.isFence(bytes[first]) else {
            (yaml, bodyStart, bodyLine) = (nil, start, 1)
            return
        }
        let yamlStart = lines.index
        var lineNumber = 2
        while let line = lines.next() {
            if Self.isFence(bytes[line]) {
                (yaml, bodyStart, bodyLine) = (yamlStart..<line.lowerBound, lines.index, lineNumber + 1)
                return
            }
            lineNumber += 1
        }
        (yaml, bodyStart, bodyLine) = (nil, start, 1)
    }

    /// Whether a line of the body starts like a shortcode.
    var hasShortcodes: Bool {
        var isAtStart = true
        var before: UInt8 = 0
        for byte in body {
            if byte == UInt8(ascii: "{"), before == byte, isAtStart { return true }
            if byte == UInt8(ascii: "\n") {
                isAtStart = true
            } else if byte != 0x20, byte != UInt8(ascii: "{") {
                isAtStart = false
            }
            before = byte
        }
        return false
    }

    /// What the content is, for builds that ask whether it changed.
    var key: ContentKey { ContentKey.of(bytes: bytes) }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
        guard (3...4).contains(line.count), line.first == UInt8(ascii: "-") else { return false }
        return line.elementsEqual("---".utf8) || line.elementsEqual("---\r".utf8)
    }
}

/// Walks over lines without their line feed.
private struct LineReader {
    let bytes: [UInt8]
    var index: Int

    mutating func next() -> Range<Int>? {
        guard index < bytes.count else { return nil }
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        defer { index = min(end + 1, bytes.count) }
        return index..<end
    }
}
