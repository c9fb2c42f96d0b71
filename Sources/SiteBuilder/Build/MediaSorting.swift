/// Sorts the media that content refers to into what the world may see and what stays with the family.
struct MediaSorting {
    let site: Site
    let media: MediaLibrary
    /// Media that the texts of pages and published cards name.
    let named: [Located<String>]

    /// Files for the two outputs.
    struct Files {
        var `public`: [MediaFile] = []
        var `private`: [MediaFile] = []
    }

    /// Media of published cards and of pages are public. A page must not publish what only private cards name.
    func run(into diagnostics: inout Diagnostics) -> Files {
        let published = site.publishedCards.flatMap(\.source.media) + (site.settings.cover.map { [$0] } ?? [])
        let kept = site.privateCards.flatMap { $0.source.media + $0.text.media }
        let owned = Set(kept.map(\.value)).subtracting(published.map(\.value))
        var files = Files()
        files.public = unique(
            published
                + named.filter { reference in
                    guard owned.contains(reference.value) else { return true }
                    diagnostics.report(
                        .privateReference, at: reference.location, "'\(reference.value)' belongs to a private card",
                        help: "make a copy under another name if it really may be published")
                    return false
                }, into: &diagnostics)
        files.private = unique(kept, into: &diagnostics)
        return files
    }

    /// Each file once, by path.
    private func unique(_ references: [Located<String>], into diagnostics: inout Diagnostics) -> [MediaFile] {
        var files: [String: MediaFile] = [:]
        for reference in references where files[reference.value] == nil {
            files[reference.value] = media.file(reference, into: &diagnostics)
        }
        return files.values.sorted { $0.path < $1.path }
    }
}
