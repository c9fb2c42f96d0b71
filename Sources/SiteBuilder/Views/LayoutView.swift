/// The view model of a whole layout: what every layout may name, and its own keys.
protocol LayoutView: ViewModel {
    var frame: PageFrame { get }
}

/// What every page has: the site, the page itself, the navigation.
struct PageFrame: Sendable {
    var site: SiteView
    var page: PageMetaView
    var navigation: [NavigationView]
    var scripts: [ScriptView]
    var breadcrumbs: [BreadcrumbView]
}

extension ViewKeys where Root: LayoutView {
    /// The keys of every layout and those of one.
    static func layout(_ own: [ViewKey<Root>]) -> ViewKeys {
        ViewKeys(
            [
                .object("site") { $0.frame.site },
                .object("page") { $0.frame.page },
                .list("navigation") { $0.frame.navigation },
                .list("scripts") { $0.frame.scripts },
                .list("breadcrumbs") { $0.frame.breadcrumbs },
                .content("content"),
            ] + own)
    }
}

/// The site, as every page shows it.
struct SiteView: ViewModel {
    var settings: SiteSettings

    static let keys = ViewKeys<SiteView>([
        .text("title") { $0.settings.title },
        .text("tagline") { $0.settings.tagline },
        .text("description") { $0.settings.description },
        .text("language") { $0.settings.language },
        .text("author") { $0.settings.author },
        .text("copyright") { $0.settings.copyright },
        .text("themeColor") { $0.settings.themeColor },
        .text("backgroundColor") { $0.settings.backgroundColor },
    ])
}

/// What search engines and link previews read of a page.
struct PageMetaView: ViewModel {
    var title: String
    var documentTitle: String
    var description: String
    /// URL path.
    var url: String
    var canonicalURL: String
    var language: String
    /// Absolute address.
    var image: String
    var imageAlt: String
    /// Open Graph's type: `website` or `article`.
    var type: String
    var isIndexed: Bool
    /// The page in all languages, its own too; empty when there is only one.
    var alternates: [AlternateView] = []
    /// JSON-LD of what the page is about, safe inside a `script` element.
    var structuredData: String?

    static let keys = ViewKeys<PageMetaView>([
        .text("title") { $0.title },
        .text("documentTitle") { $0.documentTitle },
        .text("description") { $0.description },
        .text("url") { $0.url },
        .text("canonicalURL") { $0.canonicalURL },
        .text("language") { $0.language },
        .text("image") { $0.image },
        .text("imageAlt") { $0.imageAlt },
        .text("type") { $0.type },
        .flag("noindex") { !$0.isIndexed },
        .flag("hasAlternates") { !$0.alternates.isEmpty },
        .list("alternates") { $0.alternates },
        .flag("hasStructuredData") { $0.structuredData != nil },
        .html("structuredData") { $0.structuredData ?? "" },
    ])
}

/// A page in one of its languages.
struct AlternateView: ViewModel {
    var language: String
    /// URL path.
    var url: String
    /// Absolute address.
    var address: String
    /// Whether it is the page itself.
    var isCurrent: Bool
    /// Whether it is in the site's own language, for those who speak none of them.
    var isDefault: Bool

    static let keys = ViewKeys<AlternateView>([
        .text("language") { $0.language },
        .text("languageName") { Wording.ownName(of: $0.language) },
        .text("url") { $0.url },
        .text("address") { $0.address },
        .flag("current") { $0.isCurrent },
        .flag("isDefault") { $0.isDefault },
    ])
}

/// An entry of the main navigation.
struct NavigationView: ViewModel {
    var title: String
    var url: String
    var icon: String
    var isCurrent: Bool

    /// The icons that templates draw; `site.yaml` may name only these.
    static let icons = ["home", "cards", "players", "library", "audio", "streams", "listening", "settings", "help"]

    static let keys = ViewKeys<NavigationView>(
        [
            .text("title") { $0.title },
            .text("url") { $0.url },
            .text("icon") { $0.icon },
            .flag("current") { $0.isCurrent },
        ]
            + icons.map { icon in
                .flag("icon" + icon.prefix(1).uppercased() + icon.dropFirst()) { $0.icon == icon }
            })
}

/// An ES module of one page.
struct ScriptView: ViewModel {
    var url: String
    var integrity: String

    static let keys = ViewKeys<ScriptView>([
        .text("url") { $0.url },
        .text("integrity") { $0.integrity },
    ])
}

/// A step of the way to a page.
struct BreadcrumbView: ViewModel {
    var title: String
    var url: String
    var isCurrent: Bool

    static let keys = ViewKeys<BreadcrumbView>([
        .text("title") { $0.title },
        .text("url") { $0.url },
        .flag("current") { $0.isCurrent },
    ])
}
