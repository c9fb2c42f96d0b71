/// Finds out which media the content refers to and reads their facts, each file once.
struct MediaCollector: Sendable {
    let options: BuildOptions

    /// - Throws: `BuildFailure` when the content folder cannot be read.
    func collect(_ source: SiteSource, texts: SiteTexts) async throws -> MediaLibrary {
        var paths: Set<String> = [source.settings.cover.value]
        for card in source.cards { paths.formUnion(card.media.map(\.value)) }
        for text in texts.pages + texts.cards { paths.formUnion(text.media.map(\.value)) }
        let wanted = paths.filter { $0.hasPrefix("media/") && !$0.split(separator: "/").contains("..") }.sorted()
        let inspector = MediaInspector(folder: options.content)
        let found = await parallelMap(wanted, jobs: options.jobs) { inspector.inspect($0) }
        let existing = try FileTree.files(in: options.content).filter { $0.hasPrefix("media/") }
        return MediaLibrary(
            files: Dictionary(found.compactMap { file in file.map { ($0.path, $0) } }) { first, _ in first },
            existing: existing)
    }
}

extension CardSource {
    /// Every media file that the card's front matter names.
    var media: [Located<String>] {
        [cover, icon] + tracks.flatMap { [$0.audio] + ($0.icon.map { [$0] } ?? []) }
    }
}
