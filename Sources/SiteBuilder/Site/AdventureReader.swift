import Core
import Markdown

/// Finds the scenes of an adventure in a card's rendered body (`docs/content.md`): each `##` heading is a scene, the
/// links of its text to other scenes are its choices.
struct AdventureReader {
    let text: RenderedText
    let card: CardSource

    /// The graph, with its mistakes: an unknown start, too many choices, scenes that nobody reaches, tracks without
    /// a scene.
    func read(start: Located<String>, tracks: [CatalogTrack], into diagnostics: inout Diagnostics) -> CatalogAdventure {
        let scenes = sceneHeadings.map { heading in
            CatalogAdventure.Scene(
                id: heading.anchor, title: heading.text, track: tracks.first { $0.scene == heading.anchor }?.key,
                choices: choices(of: heading, into: &diagnostics))
        }
        let ids = scenes.map(\.id)
        check(start, names: "the start", ids: ids, into: &diagnostics)
        for track in card.tracks {
            guard let scene = track.scene else {
                diagnostics.report(
                    .invalidAdventure, at: track.audio.location, "a track of an adventure must name its 'scene'",
                    help: "the scenes are: \(ids.joined(separator: ", "))")
                continue
            }
            check(scene, names: "the track '\(track.title)'", ids: ids, into: &diagnostics)
        }
        if ids.contains(start.value) { reportUnreachable(scenes, from: start.value, into: &diagnostics) }
        return CatalogAdventure(start: start.value, scenes: scenes)
    }

    private var sceneHeadings: [MarkdownDocument.Heading] { text.document.headings.filter { $0.level == 2 } }

    private func check(
        _ scene: Located<String>, names what: String, ids: [String], into diagnostics: inout Diagnostics
    ) {
        guard !ids.contains(scene.value) else { return }
        diagnostics.report(
            .invalidAdventure, at: scene.location,
            "\(what) names the scene '\(scene.value)', which is no '##' heading of the text",
            help: NearestName.question(scene.value, among: ids))
    }

    private func choices(
        of heading: MarkdownDocument.Heading, into diagnostics: inout Diagnostics
    ) -> [CatalogAdventure.Choice] {
        let anchors = Set(sceneHeadings.map(\.anchor))
        let links = text.document.links.filter { link in
            link.destination.hasPrefix("#") && anchors.contains(String(link.destination.dropFirst()))
                && scene(of: link) == heading.anchor
        }
        if links.count > 2 {
            diagnostics.report(
                .invalidAdventure, at: text.location(links[2].position),
                "the scene '\(heading.text)' has \(links.count) choices, but a player has two buttons")
        }
        return links.prefix(2).map { .init(label: $0.text, scene: String($0.destination.dropFirst())) }
    }

    /// The scene a link stands in: the last `##` heading above it.
    private func scene(of link: MarkdownDocument.Link) -> String? {
        guard let index = link.heading else { return nil }
        return text.document.headings[...index].last { $0.level == 2 }?.anchor
    }

    private func reportUnreachable(
        _ scenes: [CatalogAdventure.Scene], from start: String, into diagnostics: inout Diagnostics
    ) {
        let next = Dictionary(scenes.map { ($0.id, $0.choices.map(\.scene)) }) { first, _ in first }
        var reached: Set<String> = []
        var waiting = [start]
        while let id = waiting.popLast() {
            if reached.insert(id).inserted { waiting += next[id] ?? [] }
        }
        for heading in sceneHeadings where !reached.contains(heading.anchor) {
            diagnostics.report(
                .invalidAdventure, at: text.location(heading.position), "no choice leads to the scene '\(heading.text)'"
            )
        }
    }
}
