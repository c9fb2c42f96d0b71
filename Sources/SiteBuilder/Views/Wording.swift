import Core
import Foundation

/// Numbers and codes as people read them.
enum Wording {
    /// `1 card`, `3 cards`.
    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    /// `3 cards`, `2 pages`, `3 cards, 2 pages`.
    static func count(_ term: Taxonomy.Term) -> String {
        if term.pages.isEmpty { return count(term.cards.count, "card") }
        let pages = count(term.pages.count, "page")
        return term.cards.isEmpty ? pages : "\(count(term.cards.count, "card")), \(pages)"
    }

    /// `320 ms`, `1.2 s`: for how long something took.
    static func time(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        let tenths = milliseconds / 100
        return milliseconds < 1_000 ? "\(milliseconds) ms" : "\(tenths / 10).\(tenths % 10) s"
    }

    /// `45 sec`, `12 min`, `1 h 5 min`: for a whole card.
    static func duration(milliseconds: Int) -> String {
        let seconds = (milliseconds + 500) / 1_000
        if seconds < 60 { return "\(seconds) sec" }
        let minutes = (seconds + 30) / 60
        if minutes < 60 { return "\(minutes) min" }
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }

    /// `3:05`, `1:02:03`: for a track.
    static func clock(milliseconds: Int) -> String {
        let seconds = (milliseconds + 500) / 1_000
        let rest = "\(twoDigits(seconds % 60))"
        if seconds < 3_600 { return "\(seconds / 60):\(rest)" }
        return "\(seconds / 3_600):\(twoDigits(seconds / 60 % 60)):\(rest)"
    }

    /// ISO 8601: `PT3M5S`.
    static func iso8601(milliseconds: Int) -> String {
        let seconds = (milliseconds + 500) / 1_000
        return "PT" + (seconds >= 60 ? "\(seconds / 60)M" : "") + "\(seconds % 60)S"
    }

    /// `640 KB`, `1.2 MB`, in powers of ten as file managers show them.
    static func size(bytes: Int) -> String {
        if bytes < 1_000_000 { return "\(max(1, (bytes + 500) / 1_000)) KB" }
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }

    /// `Ages 3–7`, `Ages 3+`.
    static func ages(_ minimum: Int, _ maximum: Int?) -> String {
        guard let maximum else { return "Ages \(minimum)+" }
        return minimum == maximum ? "Age \(minimum)" : "Ages \(minimum)–\(maximum)"
    }

    /// Yoto's categories in words.
    static func category(_ category: CatalogCard.Category) -> String {
        switch category {
        case .stories: "Stories"
        case .music: "Music"
        case .radio: "Radio"
        case .podcast: "Podcast"
        case .sfx: "Sounds"
        case .activities: "Activities"
        }
    }

    /// `German` of `de`.
    static func language(_ tag: String) -> String {
        Locale(identifier: "en").localizedString(forIdentifier: tag) ?? tag
    }

    /// `Deutsch` of `de`: as those who speak it look for it.
    static func ownName(of tag: String) -> String {
        let name = Locale(identifier: tag).localizedString(forIdentifier: tag) ?? tag
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
