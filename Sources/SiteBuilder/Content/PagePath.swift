/// What a Markdown file's path says: its address and its language.
struct PagePath: Sendable, Equatable {
    /// URL path: `/de/help/start/` of `help/start.de.md`.
    var url: String
    /// URL path of the page in the site's own language: `/help/start/`.
    var original: String
    /// A language of the site beside its own; `nil` for its own.
    var language: String?
    /// The path without language and ending: `help/start`.
    var stem: String

    /// - Parameter languages: the site's further languages.
    init(_ path: String, languages: [String] = []) {
        let name = path.hasSuffix(".md") ? String(path.dropLast(3)) : path
        let language = languages.first { name.hasSuffix("." + $0) }
        stem = language.map { String(name.dropLast($0.count + 1)) } ?? name
        self.language = language
        original = Self.url(of: stem)
        url = language.map { "/\($0)" } ?? ""
        url += original
    }

    /// `help/index` is `/help/`, `help/first-steps` is `/help/first-steps/`, `404` is `/404.html`.
    private static func url(of stem: String) -> String {
        if stem == "404" { return "/404.html" }
        if stem == "index" { return "/" }
        return stem.hasSuffix("/index") ? "/\(stem.dropLast(5))" : "/\(stem)/"
    }
}
