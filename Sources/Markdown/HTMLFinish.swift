import Foundation

/// What cmark's HTML lacks for our pages, done in one pass over its bytes.
///
/// Text in cmark's output never holds a bare `<` or `"`, and raw HTML is switched off, so that the patterns
/// below occur only where cmark itself wrote a tag.
enum HTMLFinish {
    /// Gives each heading its `id`, in document order, and turns the obsolete `align` attribute of table cells into
    /// a class, since an inline style would break the pages' Content-Security-Policy.
    static func finish(_ html: UnsafeBufferPointer<UInt8>, anchors: [String]) -> [UInt8] {
        guard let start = html.baseAddress else { return [] }
        var output: [UInt8] = []
        output.reserveCapacity(html.count + anchors.count * 40)
        var remaining = anchors[...]
        var copied = 0
        var index = 0
        while let found = memchr(start + index, 0x3C, html.count - index) {
            let tag = UnsafeRawPointer(start).distance(to: found)
            index = tag + 1
            let rest = UnsafeBufferPointer(rebasing: html[tag...])
            guard rest.count > 3 else { break }
            switch rest[1] {
            case UInt8(ascii: "h"):
                guard rest[3] == UInt8(ascii: ">"), (49...54).contains(rest[2]), let anchor = remaining.popFirst()
                else { continue }
                output.append(contentsOf: html[copied..<(tag + 3)])
                output.append(contentsOf: " id=\"\(anchor)\"".utf8)
                copied = tag + 3
            case UInt8(ascii: "t"), UInt8(ascii: "i"):
                guard let rewrite = rewrites.first(where: { rest.starts(with: $0.from) }) else { continue }
                output.append(contentsOf: html[copied..<tag])
                output.append(contentsOf: rewrite.to)
                index = tag + rewrite.from.count
                copied = index
            default: continue
            }
        }
        output.append(contentsOf: html[copied...])
        return output
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
