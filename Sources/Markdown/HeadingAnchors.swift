/// Makes the `id` of each heading: lower-case words joined by `-`, unique in one document.
struct HeadingAnchors {
    private var used: [String: Int] = [:]

    /// The anchor of the next heading: `The old bridge!` is `the-old-bridge`, a second one `the-old-bridge-2`.
    mutating func anchor(for text: String) -> String {
        var anchor = Self.slug(text)
        if anchor.isEmpty { anchor = "section" }
        let count = (used[anchor] ?? 0) + 1
        used[anchor] = count
        return count == 1 ? anchor : self.anchor(for: "\(anchor)-\(count)")
    }

    /// Letters and digits of any script are kept, runs of blanks and `-` become one `-`, the rest is dropped.
    static func slug(_ text: String) -> String {
        if let plain = asciiSlug(text) { return plain }
        var slug = ""
        var wantsDash = false
        for character in text.lowercased() {
            if character.isLetter || character.isNumber {
                if wantsDash, !slug.isEmpty { slug.append("-") }
                wantsDash = false
                slug.append(character)
            } else if character.isWhitespace || character == "-" || character == "_" {
                wantsDash = true
            }
        }
        return slug
    }

    /// The same for texts of ASCII alone, which nearly all are, without looking for the bounds of characters.
    private static func asciiSlug(_ text: String) -> String? {
        var slug: [UInt8] = []
        slug.reserveCapacity(text.utf8.count)
        var wantsDash = false
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x41...0x5A:
                if wantsDash, !slug.isEmpty { slug.append(0x2D) }
                wantsDash = false
                slug.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
            case 0x20, 0x09...0x0D, 0x2D, 0x5F: wantsDash = true
            case 0x80...: return nil
            default: break
            }
        }
        return String(decoding: slug, as: UTF8.self)
    }
}
