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
}
