import Core

/// A card as its author wrote it. Paths are below the content folder; nothing is checked against the disk yet.
struct CardSource: Sendable {
    var file: SourceFile
    var slug: String
    var title: String
    var author: String
    var readBy: String?
    var summary: String
    var date: CalendarDay
    /// `nil`: the site's language.
    var language: String?
    var audience: CatalogCard.Audience
    var age: AgeRange
    var category: CatalogCard.Category
    var tags: [String]
    var visibility: CatalogCard.Visibility
    var cover: Located<String>
    var coverAlt: String
    var icon: Located<String>
    var license: String?
    var isDraft: Bool
    var tracks: [TrackSource]
    var stream: StreamSource?
    /// The first scene's anchor.
    var adventureStart: Located<String>?

    /// The further language of the site that this file is in; `nil` for the site's own or that of ``language``.
    var translation: String?

    /// URL path of the card's page.
    var url: String { (translation.map { "/\($0)" } ?? "") + original }

    /// URL path of the card's page in the site's own language.
    var original: String { "/cards/\(slug)/" }

    /// An audio file of the card.
    struct TrackSource: Sendable {
        var audio: Located<String>
        var title: String
        var icon: Located<String>?
        var scene: Located<String>?
    }

    /// A smart stream.
    struct StreamSource: Sendable {
        var name: String
        var order: CatalogStream.Order
        var slots: [SlotSource]
    }

    /// A part of the day.
    struct SlotSource: Sendable {
        var from: String
        var until: String
        var title: String
        /// Slugs of cards.
        var play: [Located<String>]
    }
}

/// For which ages a card is made: `3-7`, or `3+` without an upper end.
struct AgeRange: Sendable, Equatable {
    var minimum: Int
    var maximum: Int?

    init?(_ text: String) {
        if text.hasSuffix("+") {
            guard let minimum = Self.years(text.dropLast()) else { return nil }
            (self.minimum, maximum) = (minimum, nil)
        } else {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count == 2, let minimum = Self.years(ends[0]), let maximum = Self.years(ends[1]),
                minimum <= maximum
            else { return nil }
            (self.minimum, self.maximum) = (minimum, maximum)
        }
    }

    private static func years(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.allSatisfy(\.isASCII), let years = Int(text), (0...99).contains(years) else {
            return nil
        }
        return years
    }

    /// What the text form must look like.
    static let form = "an age range like 3-7 or 3+"
}
