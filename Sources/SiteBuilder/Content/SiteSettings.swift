/// What every page knows of the site: the content of `site.yaml`.
struct SiteSettings: Sendable {
    var title: String
    var tagline: String
    var description: String
    var language: String
    var author: String
    var copyright: String
    /// Path of the feed's picture below the content folder; `nil` is a mistake as soon as there are cards.
    var cover: Located<String>?
    var themeColor: String
    var backgroundColor: String
    var navigation: [NavigationItem]
    /// Keys of front matter whose words get pages of their own: `tags` and those of the author.
    var taxonomies: [String]
    /// How many pages or cards a list shows before it goes on at `page/2/`.
    var pageSize: Int
    /// How many pages a feed of pages holds.
    var feedSize: Int
    /// Whether straight quotation marks and dashes of texts are made typographic.
    var smartPunctuation: Bool
    /// Further languages, each with what is different in it.
    var translations: [Translation]
    /// What the file held.
    var key = ContentKey()

    /// Tags of the further languages.
    var languages: [String] { translations.map(\.language) }

    /// The settings as pages of a language show them.
    func localized(_ language: String?) -> SiteSettings {
        guard let found = translations.first(where: { $0.language == language }) else { return self }
        var settings = self
        settings.language = found.language
        settings.title = found.title ?? title
        settings.tagline = found.tagline ?? tagline
        settings.description = found.description ?? description
        if !found.navigation.isEmpty { settings.navigation = found.navigation }
        return settings
    }

    /// What is different in another language.
    struct Translation: Sendable {
        var language: String
        var title: String?
        var tagline: String?
        var description: String?
        /// Empty: the site's own, with the titles of translated pages.
        var navigation: [NavigationItem]
    }

    /// One entry of the main navigation.
    struct NavigationItem: Sendable {
        var title: String
        var url: Located<String>
        var icon: Located<String>
    }

    /// Reads the settings; `nil` when something required is missing or wrong.
    init?(_ reader: inout FieldReader) {
        let title = reader.text("title", required: true)
        let tagline = reader.text("tagline", required: true)
        let description = reader.text("description", required: true)
        let language = reader.parsed("language", required: true, form: LanguageTag.form, LanguageTag.parse)
        let author = reader.text("author", required: true)
        let copyright = reader.text("copyright", required: true)
        cover = reader.text("cover")
        themeColor = reader.parsed("themeColor", form: Self.colorForm, Self.color)?.value ?? "#ffffff"
        backgroundColor = reader.parsed("backgroundColor", form: Self.colorForm, Self.color)?.value ?? "#ffffff"
        navigation = reader.list("navigation") { item in NavigationItem(&item) }
        taxonomies = ["tags"] + reader.slugs("taxonomies").filter { $0 != "tags" }
        pageSize = reader.integer("pageSize", in: 1...1_000) ?? 60
        feedSize = reader.integer("feedSize", in: 1...1_000) ?? 20
        smartPunctuation = reader.flag("smartPunctuation", default: false)
        translations = reader.list("translations") { Translation(&$0) }
        guard let title, let tagline, let description, let language, let author, let copyright else { return nil }
        self.title = title.value
        self.tagline = tagline.value
        self.description = description.value
        self.language = language.value
        self.author = author.value
        self.copyright = copyright.value
    }

    private static let colorForm = "a colour like #1a2b3c"

    private static func color(_ text: String) -> String? {
        text.utf8.count == 7 && text.hasPrefix("#") && text.dropFirst().allSatisfy(\.isHexDigit) ? text : nil
    }
}

extension SiteSettings.NavigationItem {
    fileprivate init?(_ reader: inout FieldReader) {
        let title = reader.text("title", required: true)
        let url = reader.text("url", required: true)
        let icon = reader.parsed("icon", required: true, form: Slug.form, Slug.parse)
        guard let title, let url, let icon else { return nil }
        self.init(title: title.value, url: url, icon: icon)
    }
}

extension SiteSettings.Translation {
    fileprivate init?(_ reader: inout FieldReader) {
        // It is part of addresses and file names.
        let form = "a language in lower case like de or pt-br"
        let language = reader.parsed("language", required: true, form: form) { text in
            text == text.lowercased() ? LanguageTag.parse(text) : nil
        }
        title = reader.text("title")?.value
        tagline = reader.text("tagline")?.value
        description = reader.text("description")?.value
        navigation = reader.list("navigation") { SiteSettings.NavigationItem(&$0) }
        guard let language else { return nil }
        self.language = language.value
    }
}

/// Language tags (BCP 47), as far as a site needs them: `en`, `de`, `en-GB`, `pt-BR`.
enum LanguageTag {
    /// The tag itself when it is well formed.
    static func parse(_ text: String) -> String? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let primary = parts.first, (2...3).contains(primary.count),
            parts.allSatisfy({
                (1...8).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            })
        else { return nil }
        return text
    }

    /// What ``parse(_:)`` accepts, for messages.
    static let form = "a language tag like en or en-GB"
}
