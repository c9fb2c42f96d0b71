import Core

/// Files of the output that are not pages: feeds, catalogs, the sitemap, assets, redirects.
struct SiteFiles: Sendable {
    let site: Site
    let theme: Theme
    let options: BuildOptions

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
            File(path: "catalog.json", origin: origin) { [UInt8](try catalog.json()) },
            File(path: "catalog.schema.json", origin: origin) { Array(CatalogSchema.json.utf8) },
            File(path: "sitemap.xml", origin: origin) { sitemap.xml() },
            File(path: "robots.txt", origin: origin) { Array(sitemap.robots().utf8) },
            File(path: "site.webmanifest", origin: origin) { try manifest.json() },
            File(path: "headers.json", origin: origin) { [UInt8](try headers.json()) },
        ]
    }

    private var feeds: [File] {
        let origin = SourceLocation("site-builder")
        let lists = ListFeed.all(site).map { feed in File(path: feed.path, origin: origin) { feed.xml() } }
        guard let cover = site.settings.cover else { return lists }
        let podcast = PodcastFeed(site: site, cover: "/" + cover.value)
        return [File(path: "feed.xml", origin: origin) { Array(podcast.xml().utf8) }] + lists
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
