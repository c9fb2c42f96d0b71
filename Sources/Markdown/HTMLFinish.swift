/// What cmark's HTML lacks for our pages, done in one pass over its bytes.
///
/// Text in cmark's output never holds a bare `<` or `"`, and raw HTML is switched off, so that the patterns
/// below occur only where cmark itself wrote a tag.
enum HTMLFinish {
    /// Gives each heading its `id`, in document order, and turns the obsolete `align` attribute of table cells into
    /// a class, since an inline style would break the pages' Content-Security-Policy.
    static func finish(_ html: [UInt8], anchors: [String]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(html.count + anchors.count * 24)
        var remaining = anchors[...]
        var index = html.startIndex
        while index < html.endIndex {
            let rest = html[index...]
            if let level = headingLevel(rest), let anchor = remaining.popFirst() {
                output.append(contentsOf: "<h\(level) id=\"\(anchor)\">".utf8)
                index += 4
            } else if let cell = rewrites.first(where: { rest.starts(with: $0.from) }) {
                output.append(contentsOf: cell.to)
                index += cell.from.count
            } else {
                // Copy up to the next tag: everything of interest starts with one.
                let next = html[(index + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? html.endIndex
                output.append(contentsOf: html[index..<next])
                index = next
            }
        }
        return output
    }

    /// The level when the bytes start with `<h1>` … `<h6>`.
    private static func headingLevel(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 4, bytes.starts(with: "<h".utf8) else { return nil }
        let digit = bytes[bytes.startIndex + 2]
        guard bytes[bytes.startIndex + 3] == UInt8(ascii: ">"), (49...54).contains(digit) else { return nil }
        return Int(digit) - 48
    }

    private static let rewrites: [(from: [UInt8], to: [UInt8])] =
        ["td", "th"].flatMap { cell in
            ["left", "center", "right"].map { side in
                (Array("<\(cell) align=\"\(side)\"".utf8), Array("<\(cell) class=\"align-\(side)\"".utf8))
            }
        } + [
            // A list item's box has no label of its own: say its state to those who do not see it.
            (
                Array("<input type=\"checkbox\" checked=\"\" disabled=\"\"".utf8),
                Array("<input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"done\"".utf8)
            ),
            (
                Array("<input type=\"checkbox\" disabled=\"\"".utf8),
                Array("<input type=\"checkbox\" disabled=\"\" aria-label=\"to do\"".utf8)
            ),
        ]
}
