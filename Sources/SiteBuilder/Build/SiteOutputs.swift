import Core

/// Sorts everything that a build makes into what the world may see and what stays with the family.
struct SiteOutputs {
    let site: Site
    let theme: Theme
    let media: MediaLibrary

    /// The two outputs, which never lie inside each other.
    struct Trees: Sendable {
        var `public` = OutputTree()
        var `private` = OutputTree()
    }

    /// - Throws: an `EncodingError`, which would be a mistake of this program.
    func make(_ pages: [RenderedPage], into diagnostics: inout Diagnostics) throws -> Trees {
        var trees = Trees()
        for page in pages {
            trees.public.add(
                page.job.outputPath, .bytes(page.bytes), from: SourceLocation(page.job.origin), into: &diagnostics)
        }
        for asset in theme.assets.assets.values {
            trees.public.add(asset.path, .bytes(asset.bytes), from: SourceLocation(asset.path), into: &diagnostics)
        }
        for (path, bytes) in try generatedFiles() {
            trees.public.add(path, .bytes(bytes), from: SourceLocation("site-builder"), into: &diagnostics)
        }
        addMedia(to: &trees, into: &diagnostics)
        if !site.privateCards.isEmpty {
            let catalog = Catalog(cards: site.privateCards.map(\.catalog))
            trees.private.add(
                "catalog.json", .bytes([UInt8](try catalog.json())), from: SourceLocation("site-builder"),
                into: &diagnostics)
        }
        return trees
    }

    private func generatedFiles() throws -> [(String, [UInt8])] {
        let sitemap = Sitemap(site: site)
        let feed = PodcastFeed(site: site, cover: "/" + site.settings.cover.value)
        let headers = HeaderRules.standard(https: site.baseURL.hasPrefix("https://"))
        return [
            ("catalog.json", [UInt8](try Catalog(cards: site.publicCards.map(\.catalog)).json())),
            ("catalog.schema.json", Array(CatalogSchema.json.utf8)),
            ("feed.xml", Array(feed.xml().utf8)),
            ("sitemap.xml", Array(sitemap.xml().utf8)),
            ("robots.txt", Array(sitemap.robots().utf8)),
            ("site.webmanifest", try WebManifest(site.settings, assets: theme.assets).json()),
            ("headers.json", [UInt8](try headers.json())),
        ]
    }

    /// Media of published cards and of pages are public. A page must not publish what only private cards name.
    private func addMedia(to trees: inout Trees, into diagnostics: inout Diagnostics) {
        let published = site.publishedCards.flatMap(\.source.media) + [site.settings.cover]
        let kept = site.privateCards.flatMap { $0.source.media + $0.text.media }
        for reference in published {
            add(reference, to: &trees.public, into: &diagnostics)
        }
        let owned = Set(kept.map(\.value)).subtracting(published.map(\.value))
        for reference in (site.pages.map(\.text) + site.publishedCards.map(\.text)).flatMap(\.media) {
            if owned.contains(reference.value) {
                diagnostics.report(
                    .privateReference, at: reference.location, "'\(reference.value)' belongs to a private card",
                    help: "make a copy under another name if it really may be published")
            } else {
                add(reference, to: &trees.public, into: &diagnostics)
            }
        }
        for reference in kept { add(reference, to: &trees.private, into: &diagnostics) }
    }

    private func add(_ reference: Located<String>, to tree: inout OutputTree, into diagnostics: inout Diagnostics) {
        guard let file = media.file(reference, into: &diagnostics) else { return }
        tree.add(file.path, .copy(of: file), from: reference.location, into: &diagnostics)
    }
}
