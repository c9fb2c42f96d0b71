/// A Markdown file: front matter between two lines of `---`, then the body.
struct SourceFile: Sendable {
    /// Path to show to the author: `content/cards/the-night-train.md`.
    var name: String
    /// Path below the content folder, with `/`: `cards/the-night-train.md`.
    var path: String
    /// The YAML between the fences; `nil` when the file does not start with a fence or the fence is never closed.
    var frontMatter: String?
    /// What follows the closing fence.
    var body: ArraySlice<UInt8>
    /// The line of the file on which ``body`` starts, from 1.
    var bodyLine: Int

    /// Splits a file. A fence is a whole line of `---`: dashes inside a value or a body are left alone.
    init(name: String, path: String, bytes: [UInt8]) {
        self.name = name
        self.path = path
        let start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
        var lines = LineReader(bytes: bytes, index: start)
        guard let first = lines.next(), Self.isFence(bytes[first]) else {
            (frontMatter, body, bodyLine) = (nil, bytes[start...], 1)
            return
        }
        let yamlStart = lines.index
        var lineNumber = 2
        while let line = lines.next() {
            if Self.isFence(bytes[line]) {
                frontMatter = String(decoding: bytes[yamlStart..<line.lowerBound], as: UTF8.self)
                body = bytes[lines.index...]
                bodyLine = lineNumber + 1
                return
            }
            lineNumber += 1
        }
        (frontMatter, body, bodyLine) = (nil, bytes[start...], 1)
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
        line.elementsEqual("---".utf8) || line.elementsEqual("---\r".utf8)
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
