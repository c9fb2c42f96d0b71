import Core

/// Makes the frame of every page: title, addresses, navigation, the way to it.
struct FrameMaker: Sendable {
    let site: Site
    let assets: AssetMap
    private let siteView: SiteView
    /// What stands above the pages of each folder, as it goes into their keys.
    private let folderKeys: [Substring: ContentKey]

    init(site: Site, assets: AssetMap) {
        self.site = site
        self.assets = assets
        var keys: [Substring: ContentKey] = [:]
        for page in site.pages.pages where keys[PageIndex.folder(of: page.url)] == nil {
            keys[PageIndex.folder(of: page.url)] = Self.key(above: page.url, site: site)
        }
        folderKeys = keys
        siteView = SiteView(settings: site.settings)
    }

    /// The frame of a page of the content folder.
    func frame(_ page: PageSource, number: Int = 1) -> PageFrame {
        frame(
            url: PagerView.url(page.url, number: number), title: Self.title(page.title, number: number),
            description: page.description, isIndexed: page.isIndexed,
            scripts: page.scripts.compactMap { assets.assets["js/\($0.value)"] })
    }

    /// The frame of a card's page.
    func frame(_ card: Site.Card) -> PageFrame {
        var frame = frame(
            url: card.source.url, title: card.catalog.title, description: card.catalog.summary,
            isIndexed: card.catalog.visibility == .public)
        frame.page.image = site.absolute(card.catalog.cover.url)
        frame.page.imageAlt = card.catalog.cover.alt
        frame.page.type = "article"
        frame.page.structuredData = StructuredData(card.catalog, absolute: site.absolute).script
        frame.page.language = card.catalog.language
        return frame
    }

    /// The frame of any page.
    func frame(
        url: String, title: String, description: String, isIndexed: Bool = true, scripts: [AssetMap.Asset] = []
    ) -> PageFrame {
        let settings = site.settings
        return PageFrame(
            site: siteView,
            page: PageMetaView(
                title: title,
                documentTitle: url == "/" ? "\(settings.title) – \(settings.tagline)" : "\(title) – \(settings.title)",
                description: description, url: url, canonicalURL: site.absolute(url), language: settings.language,
                image: settings.cover.map { site.absolute("/" + $0.value) } ?? "", imageAlt: settings.title,
                type: "website", isIndexed: isIndexed),
            navigation: settings.navigation.map { item in
                NavigationView(
                    title: item.title, url: item.url.value, icon: item.icon.value,
                    isCurrent: item.url.value == "/" ? url == "/" : url.hasPrefix(item.url.value))
            },
            scripts: scripts.map { ScriptView(url: $0.url, integrity: $0.integrity) },
            breadcrumbs: Self.ancestors(of: url, site: site).map {
                BreadcrumbView(title: $0.url == "/" ? "Home" : $0.title, url: $0.url, isCurrent: false)
            } + [BreadcrumbView(title: title, url: url, isCurrent: true)])
    }

    private static func key(above url: String, site: Site) -> ContentKey {
        ContentKey.of { key in for page in ancestors(of: url, site: site) { key.add(page.url, page.title) } }
    }

    /// The pages above another that exist, outermost first.
    private static func ancestors(of url: String, site: Site) -> [PageSource] {
        PageIndex.folders(above: url).reversed().compactMap { folder in
            site.pages.byURL[folder].map { site.pages.pages[$0] }
        }
    }

    /// Adds everything that ``frame(url:title:description:isIndexed:scripts:)`` takes from elsewhere than the page
    /// itself and the settings.
    func addKey(of url: String, scripts: [Located<String>] = [], to key: inout ContentKey.Builder) {
        key.add(folderKeys[PageIndex.folder(of: url)] ?? Self.key(above: url, site: site))
        for script in scripts { key.add(assets.assets["js/\(script.value)"]?.integrity ?? "") }
    }

    /// `Posts`, `Posts, page 2`.
    static func title(_ title: String, number: Int) -> String { number == 1 ? title : "\(title), page \(number)" }
}
