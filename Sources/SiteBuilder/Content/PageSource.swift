/// A page as its author wrote it.
struct PageSource: Sendable {
    var file: SourceFile
    /// URL path: `/help/first-steps/`.
    var url: String
    var title: String
    var description: String
    var layout: Layout
    var order: Int
    var feature: String?
    /// Paths of ES modules below `templates/assets/js/`.
    var scripts: [Located<String>]
    var date: CalendarDay?
    var isDraft: Bool
    var isIndexed: Bool

    /// The layouts a page may ask for; `templates/layouts/<rawValue>.mustache`.
    enum Layout: String, CaseIterable, Sendable {
        case home, page, app, section, cards, tags
        case notFound = "not-found"
        case setup, login, settings, account, users, yoto, library

        /// Whether the page lives by the edge, so that it must name what it needs of it.
        var needsFeature: Bool {
            switch self {
            case .app, .setup, .login, .settings, .account, .users, .yoto, .library: true
            case .home, .page, .section, .cards, .tags, .notFound: false
            }
        }
    }

    init?(_ file: SourceFile, _ reader: inout FieldReader) {
        let title = reader.text("title", required: true, atMost: 100)
        let description = reader.text("description", required: true, atMost: 300)
        self.file = file
        url = Self.url(of: file.path)
        layout = reader.choice("layout", default: Layout.page)
        order = reader.integer("order") ?? Int.max
        let feature = reader.parsed("feature", form: Slug.form, Slug.parse)
        self.feature = feature?.value
        scripts = reader.texts("scripts")
        date = reader.parsed("date", form: "a day like 2026-11-24", CalendarDay.init)?.value
        isDraft = reader.flag("draft", default: false)
        isIndexed = reader.flag("indexed", default: true)
        if layout.needsFeature, !reader.has("feature") {
            reader.report(
                .missingKey, at: reader.location, "a page with 'layout: \(layout.rawValue)' must name its 'feature'")
        }
        guard let title, let description else { return nil }
        self.title = title.value
        self.description = description.value
    }

    /// `help/index.md` is `/help/`, `help/first-steps.md` is `/help/first-steps/`, `404.md` is `/404.html`.
    static func url(of path: String) -> String {
        let stem = path.hasSuffix(".md") ? String(path.dropLast(3)) : path
        if stem == "404" { return "/404.html" }
        if stem == "index" { return "/" }
        return stem.hasSuffix("/index") ? "/\(stem.dropLast(5))" : "/\(stem)/"
    }
}
