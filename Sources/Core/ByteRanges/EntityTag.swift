/// A validator of one representation (RFC 9110 §8.8.3).
package struct EntityTag: Hashable, Sendable {
    /// Between the quotes.
    package var opaque: String
    /// Equal weak tags promise equal meaning, not equal bytes: they never make a range of two halves.
    package var isWeak: Bool

    package init(opaque: String, isWeak: Bool = false) {
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// The field value: `"xyzzy"` or `W/"xyzzy"`.
    package var headerValue: String { "\(isWeak ? "W/" : "")\"\(opaque)\"" }

    /// Both strong and equal, character by character (RFC 9110 §8.8.3.2): for `If-Match` and `If-Range`.
    package func stronglyMatches(_ other: EntityTag) -> Bool {
        !isWeak && !other.isWeak && opaque == other.opaque
    }

    /// Equal but for weakness (RFC 9110 §8.8.3.2): for `If-None-Match`.
    package func weaklyMatches(_ other: EntityTag) -> Bool {
        opaque == other.opaque
    }

    /// Reads exactly one entity tag, surrounding blanks aside; `nil` for a bare word, a list or `*`.
    package init?(_ text: some StringProtocol) {
        var reader = EntityTagReader(text)
        guard let tag = reader.next(), reader.isAtEnd else { return nil }
        self = tag
    }
}

/// What `If-Match` and `If-None-Match` hold (RFC 9110 §13.1.1, §13.1.2).
package enum EntityTagCondition: Equatable, Sendable {
    /// `*`: any current representation.
    case any
    /// The tags that could be read; elements that are no entity tags are left out, so they match nothing.
    case tags([EntityTag])

    /// Reads the lines of a field, which form one list (RFC 9110 §5.3). A comma within quotes belongs to the tag.
    package init(lines: [String]) {
        let combined = lines.joined(separator: ",")
        var reader = EntityTagReader(combined)
        if reader.isStar {
            self = .any
            return
        }
        var tags: [EntityTag] = []
        while !reader.isAtEnd {
            if let tag = reader.next() { tags.append(tag) } else { reader.skipElement() }
        }
        self = .tags(tags)
    }
}
