import Core

/// Makes the frame of every page: title, addresses, navigation, the way to it, its other languages.
struct FrameMaker: Sendable {
    let site: Site
    let assets: AssetMap
    /// The settings of each language; `nil` is the site's own.
    private let settings: [String?: SiteSettings]
    /// What stands above the pages of each folder, as it goes into their keys.
    private let folderKeys: [Substring: ContentKey]

    init(site: Site, assets: AssetMap) {
        self.site = site
        self.assets = assets
        var settings: [String?: SiteSettings] = [nil: site.settings]
        for language in site.settings.languages {
            settings[language] = Self.localized(site.settings, language, site.pages)
        }
        self.settings = settings
        var keys: [Substring: ContentKey] = [:]
        for page in site.pages.pages where keys[PageIndex.folder(of: page.url)] == nil {
            keys[PageIndex.folder(of: page.url)] = Self.key(above: Place(page), site: site)
        }
        folderKeys = keys
    }

    /// An address in a language.
    struct Place {
        var url: String
        /// The address in the site's own language.
        var original: String
        var language: String?

        init(_ page: PageSource) { (url, original, language) = (page.url, page.original, page.language) }

        /// A page that only the site's own language has.
        init(_ url: String) { (self.url, original, language) = (url, url, nil) }

        init(_ card: CardSource) { (url, original, language) = (card.url, card.original, card.translation) }
    }

    /// The frame of a page of the content folder.
    func frame(_ page: PageSource, number: Int = 1) -> PageFrame {
        var place = Place(page)
        place.url = PagerView.url(page.url, number: number)
        var frame = frame(
            place, title: Self.title(page.title, number: number), description: page.description,
            isIndexed: page.isIndexed)
        frame.scripts = page.scripts.compactMap { assets.assets["js/\($0.value)"] }.map {
            ScriptView(url: $0.url, integrity: $0.integrity)
        }
        if number == 1 { frame.page.alternates = alternates(of: page) }
        return frame
    }

    /// The frame of a card's page.
    func frame(_ card: Site.Card) -> PageFrame {
        var frame = frame(
            Place(card.source), title: card.catalog.title, description: card.catalog.summary,
            isIndexed: card.catalog.visibility == .public)
        frame.page.image = site.absolute(card.catalog.cover.url)
        frame.page.imageAlt = card.catalog.cover.alt
        frame.page.type = "article"
        frame.page.structuredData = StructuredData(card.catalog, absolute: site.absolute).script
        frame.page.language = card.catalog.language
        frame.page.alternates = alternates(of: card)
        return frame
    }

    /// The frame of a page in the site's own language that no file stands for.
    func frame(url: String, title: String, description: String) -> PageFrame {
        frame(Place(url), title: title, description: description, isIndexed: true)
    }

    private func frame(_ place: Place, title: String, description: String, isIndexed: Bool) -> PageFrame {
        let settings = settings[place.language] ?? site.settings
        let isHome = place.original == "/" && place.url == Self.home(place.language)
        return PageFrame(
            site: SiteView(settings: settings),
            page: PageMetaView(
                title: title,
                documentTitle: isHome ? "\(settings.title) – \(settings.tagline)" : "\(title) – \(settings.title)",
                description: description, url: place.url, canonicalURL: site.absolute(place.url),
                language: settings.language,
                image: settings.cover.map { site.absolute("/" + $0.value) } ?? "", imageAlt: settings.title,
                type: "website", isIndexed: isIndexed),
            navigation: settings.navigation.map { item in
                let isRoot = item.url.value == Self.home(place.language)
                return NavigationView(
                    title: item.title, url: item.url.value, icon: item.icon.value,
                    isCurrent: isRoot ? place.url == item.url.value : place.url.hasPrefix(item.url.value))
            },
            scripts: [],
            breadcrumbs: Self.ancestors(of: place, site: site).map {
                BreadcrumbView(title: $0.url == "/" ? "Home" : $0.title, url: $0.url, isCurrent: false)
            } + [BreadcrumbView(title: title, url: place.url, isCurrent: true)])
    }

    private static func home(_ language: String?) -> String { language.map { "/\($0)/" } ?? "/" }

    // MARK: - Languages

    /// Settings whose navigation leads to translated pages where there are any, under their titles.
    private static func localized(_ settings: SiteSettings, _ language: String, _ pages: PageIndex) -> SiteSettings {
        var localized = settings.localized(language)
        localized.navigation = localized.navigation.map { item in
            guard let page = pages.page(item.url.value, in: language), page.language == language else { return item }
            var item = item
            item.url.value = page.url
            item.title = page.title
            return item
        }
        return localized
    }

    private func alternates(of page: PageSource) -> [AlternateView] {
        (site.pages.forms[page.original] ?? []).map { index in
            let form = site.pages.pages[index]
            return alternate(form.url, form.language, isCurrent: form.url == page.url)
        }
    }

    private func alternates(of card: Site.Card) -> [AlternateView] {
        let forms = site.publishedCards.filter { $0.catalog.slug == card.catalog.slug }
        guard forms.count > 1 else { return [] }
        return forms.map { form in
            alternate(form.source.url, form.source.translation, isCurrent: form.source.url == card.source.url)
        }
    }

    private func alternate(_ url: String, _ language: String?, isCurrent: Bool) -> AlternateView {
        AlternateView(
            language: language ?? site.settings.language, url: url, address: site.absolute(url), isCurrent: isCurrent,
            isDefault: language == nil)
    }

    // MARK: - Keys

    /// Adds everything that a frame takes from elsewhere than the page itself and the settings.
    func addKey(of page: PageSource, to key: inout ContentKey.Builder) {
        key.add(folderKeys[PageIndex.folder(of: page.url)] ?? Self.key(above: Place(page), site: site))
        for script in page.scripts { key.add(assets.assets["js/\(script.value)"]?.integrity ?? "") }
        for form in site.pages.forms[page.original] ?? [] { key.add(site.pages.pages[form].url) }
        addNavigation(of: page.language, to: &key)
    }

    /// The same for a page that no file stands for.
    func addKey(of url: String, to key: inout ContentKey.Builder) { key.add(Self.key(above: Place(url), site: site)) }

    /// Navigation of other languages shows titles of pages.
    private func addNavigation(of language: String?, to key: inout ContentKey.Builder) {
        guard let language else { return }
        for item in settings[language]?.navigation ?? [] { key.add(item.title, item.url.value) }
    }

    private static func key(above place: Place, site: Site) -> ContentKey {
        ContentKey.of { key in for page in ancestors(of: place, site: site) { key.add(page.url, page.title) } }
    }

    /// The pages above another, outermost first, in its language where they are translated.
    private static func ancestors(of place: Place, site: Site) -> [PageSource] {
        // Of `/de/` itself nothing stands above, since `/` is the same page.
        let folders = place.original == "/" && place.language != nil ? [] : PageIndex.folders(above: place.original)
        return folders.reversed().compactMap { site.pages.page($0, in: place.language) }
    }

    /// `Posts`, `Posts, page 2`.
    static func title(_ title: String, number: Int) -> String { number == 1 ? title : "\(title), page \(number)" }
}
