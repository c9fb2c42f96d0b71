/// Finds out which media the content refers to and reads their facts, each file once.
struct MediaCollector: Sendable {
    let options: BuildOptions
    /// All paths below the content folder's `media/`.
    let existing: [String]
    /// What an earlier build found, by path.
    let known: [String: MediaRecord]

    /// Facts of all media that settings and cards name, with those that were looked at before.
    func collect(_ source: SiteSource, cardTexts: [RenderedText]) async -> MediaLibrary {
        var paths: Set<String> = []
        if let cover = source.settings.cover { paths.insert(cover.value) }
        for card in source.cards + source.translatedCards { paths.formUnion(card.media.map(\.value)) }
        for text in cardTexts { paths.formUnion(text.media.map(\.value)) }
        return await collect(paths, into: [:])
    }

    /// Facts of more media: those that the texts of pages name.
    func adding(_ paths: Set<String>, to library: MediaLibrary) async -> MediaLibrary {
        await collect(paths, into: library.records)
    }

    private func collect(_ paths: Set<String>, into records: [String: MediaRecord]) async -> MediaLibrary {
        let wanted = paths.filter { path in
            path.hasPrefix("media/") && !path.split(separator: "/").contains("..") && records[path] == nil
        }
        let inspector = MediaInspector(folder: options.content, known: known)
        let found = await parallelMap(wanted.sorted(), jobs: options.jobs) { inspector.inspect($0) }
        var records = records
        for case let record? in found { records[record.file.path] = record }
        return MediaLibrary(records: records, existing: existing)
    }
}

extension CardSource {
    /// Every media file that the card's front matter names.
    var media: [Located<String>] {
        [cover, icon] + tracks.flatMap { [$0.audio] + ($0.icon.map { [$0] } ?? []) }
    }
}
