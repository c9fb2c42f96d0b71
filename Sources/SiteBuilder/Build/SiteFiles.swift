import Core

/// Files of the output that are not pages: feeds, catalogs, the sitemap, assets, redirects.
struct SiteFiles: Sendable {
    let site: Site
    let theme: Theme
    let shortcodes: ShortcodeExpander

    /// A file and how to make it.
    struct File: Sendable {
        /// In the output, without a leading slash.
        var path: String
        /// What it comes from, as the author knows it.
        var origin: SourceLocation
        var make: @Sendable () throws -> [UInt8]
    }

    /// All files, in a fixed order.
    func all() -> [File] { assets + generated + feeds + redirects }

    private var assets: [File] {
        theme.assets.assets.values.sorted { $0.path < $1.path }.map { asset in
            File(path: asset.path, origin: SourceLocation(asset.path)) { asset.bytes }
        }
    }

    private var generated: [File] {
        let origin = SourceLocation("site-builder")
        let catalog = Catalog(cards: site.publicCards.map(\.catalog))
        let sitemap = Sitemap(site: site)
        let headers = HeaderRules.standard(https: site.baseURL.hasPrefix("https://"))
        let manifest = WebManifest(site.settings, assets: theme.assets)
        return [
            File(path: "catalog.json", origin: origin) { [UInt8](try catalog.json()) }
        ]
            + site.settings.languages.map { language in
                let catalog = Catalog(cards: site.publicCards(in: language).map(\.catalog))
                return File(path: "\(language)/catalog.json", origin: origin) { [UInt8](try catalog.json()) }
            } + [
                File(path: "catalog.schema.json", origin: origin) { Array(CatalogSchema.json.utf8) },
                File(path: "sitemap.xml", origin: origin) { sitemap.xml() },
                File(path: "robots.txt", origin: origin) { Array(sitemap.robots().utf8) },
                File(path: "site.webmanifest", origin: origin) { try manifest.json() },
                File(path: "headers.json", origin: origin) { [UInt8](try headers.json()) },
            ]
    }

    private var feeds: [File] {
        let origin = SourceLocation("site-builder")
        let site = site
        let lists = ListFeed.all(site).map { feed in File(path: feed.path, origin: origin) { feed.xml() } }
        let podcasts = PodcastChannel.all(site).map { channel in
            File(path: String(channel.url.dropFirst()), origin: origin) { [shortcodes] in
                Array(PodcastFeed(site: site, channel: channel, shortcodes: shortcodes).xml().utf8)
            }
        }
        let playlists = site.publishedCards.filter { !$0.catalog.tracks.isEmpty }.map { card in
            let playlist = Playlist(site: site, card: card)
            return File(path: playlist.path, origin: SourceLocation(card.source.file.name)) {
                Array(playlist.text().utf8)
            }
        }
        let languages: [String?] = [nil] + site.settings.languages
        let changes = languages.map { language in
            let feed = ChangesFeed(site: site, language: language)
            return File(path: feed.path, origin: origin) { Array(feed.xml().utf8) }
        }
        // Only a site with a search page has something to read it.
        let search =
            site.pages.pages.contains { $0.layout == .search }
            ? [File(path: SearchIndex.path, origin: origin) { SearchIndex(site: site).json() }] : []
        return podcasts + lists + playlists + changes + search
    }

    private var redirects: [File] {
        site.pages.pages.flatMap { page in
            page.aliases.map { alias in
                File(path: PageJob.outputPath(of: alias.value), origin: alias.location) {
                    Redirect(target: page, site: site).html()
                }
            }
        }
    }
}
