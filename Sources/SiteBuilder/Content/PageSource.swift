/// A page as its author wrote it, without its body: bodies are read again when they are rendered, so that a site of any
/// size needs little memory. A class, so that passing ten thousand of them around costs nothing.
final class PageSource: Sendable {
    /// Path below the content folder, with `/`: `help/start.md`.
    let path: String
    /// What the file held when it was read.
    let key: ContentKey
    /// URL path: `/help/first-steps/`, `/de/help/first-steps/`.
    let url: String
    /// URL path of the page in the site's own language.
    let original: String
    /// A language of the site beside its own; `nil` for its own.
    let language: String?
    let title: String
    let description: String
    let layout: Layout
    let order: Int
    let feature: String?
    /// Paths of ES modules below `templates/assets/js/`.
    let scripts: [Located<String>]
    let date: CalendarDay?
    let isDraft: Bool
    let isIndexed: Bool
    /// In the order of the author's lists.
    let terms: [Term]
    /// Former URL paths that lead here.
    let aliases: [Located<String>]
    /// Whether the text has shortcodes: then more goes into the page than a key could tell.
    let hasShortcodes: Bool

    /// The layouts a page may ask for; `templates/layouts/<rawValue>.mustache`.
    enum Layout: String, CaseIterable, Sendable {
        case home, page, app, section, list, cards, tags, search
        case notFound = "not-found"
        case setup, login, settings, account, users, yoto, library

        /// Whether the page lives by the edge, so that it must name what it needs of it.
        var needsFeature: Bool {
            switch self {
            case .app, .setup, .login, .settings, .account, .users, .yoto, .library: true
            case .home, .page, .section, .list, .cards, .tags, .search, .notFound: false
            }
        }
    }

    /// A word of a taxonomy that the page carries.
    struct Term: Sendable, Equatable {
        /// Index in ``SiteSettings/taxonomies``.
        var taxonomy: Int
        var name: String
    }

    init(
        path: String, place: PagePath, key: ContentKey, title: String, description: String, layout: Layout, order: Int,
        feature: String?,
        scripts: [Located<String>], date: CalendarDay?, isDraft: Bool, isIndexed: Bool, terms: [Term],
        aliases: [Located<String>], hasShortcodes: Bool
    ) {
        (self.path, url, original, language, self.key) = (path, place.url, place.original, place.language, key)
        (self.title, self.description, self.layout, self.order) = (title, description, layout, order)
        (self.feature, self.scripts, self.date) = (feature, scripts, date)
        (self.isDraft, self.isIndexed, self.terms, self.aliases) = (isDraft, isIndexed, terms, aliases)
        self.hasShortcodes = hasShortcodes
    }

    /// Reads a page's front matter; `nil` when something required is missing or wrong.
    convenience init?(
        _ file: SourceFile, _ reader: inout FieldReader, taxonomies: [String], languages: [String] = []
    ) {
        let title = reader.text("title", required: true, atMost: 100)
        let description = reader.text("description", required: true, atMost: 300)
        let layout = reader.choice("layout", default: Layout.page)
        let order = reader.integer("order") ?? Int.max
        let feature = reader.parsed("feature", form: Slug.form, Slug.parse)?.value
        let scripts = reader.texts("scripts")
        let date = reader.parsed("date", form: "a day like 2026-11-24", CalendarDay.init)?.value
        let isDraft = reader.flag("draft", default: false)
        let isIndexed = reader.flag("indexed", default: true)
        let terms = taxonomies.enumerated().filter { !Taxonomy.ofCards.contains($0.element) }.flatMap { index, key in
            reader.slugs(key).map { Term(taxonomy: index, name: $0) }
        }
        let aliases = Self.aliases(&reader)
        if layout.needsFeature, !reader.has("feature") {
            reader.report(
                .missingKey, at: reader.location, "a page with 'layout: \(layout.rawValue)' must name its 'feature'")
        }
        guard let title, let description else { return nil }
        self.init(
            path: file.path, place: PagePath(file.path, languages: languages), key: file.key, title: title.value,
            description: description.value, layout: layout,
            order: order, feature: feature, scripts: scripts, date: date, isDraft: isDraft, isIndexed: isIndexed,
            terms: terms, aliases: aliases, hasShortcodes: file.hasShortcodes)
    }

    private static func aliases(_ reader: inout FieldReader) -> [Located<String>] {
        reader.texts("aliases").filter { alias in
            let isPath = alias.value.hasPrefix("/") && !alias.value.hasPrefix("//") && !alias.value.contains("..")
            let isFile = alias.value.hasSuffix("/") || alias.value.hasSuffix(".html")
            if isPath, isFile { return true }
            reader.report(
                .invalidValue, at: alias.location,
                "the alias '\(alias.value)' must be a path from the root that ends with '/' or '.html'")
            return false
        }
    }
}

extension FieldReader {
    /// A list of different lower-case words.
    mutating func slugs(_ key: String) -> [String] {
        var words: [String] = []
        for word in texts(key) {
            if Slug.parse(word.value) == nil {
                report(.invalidValue, at: word.location, "'\(word.value)' in '\(key)' must be \(Slug.form)")
            } else if words.contains(word.value) {
                report(.invalidValue, at: word.location, "'\(word.value)' is given twice in '\(key)'")
            } else {
                words.append(word.value)
            }
        }
        return words
    }
}
