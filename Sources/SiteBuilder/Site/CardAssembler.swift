import Core

/// Looks up everything that a card refers to and makes its row of the catalog.
struct CardAssembler {
    let media: MediaLibrary
    let siteLanguage: String
    /// By slug.
    let cards: [String: CardSource]
    /// URLs of cards that could not be read.
    let broken: Set<String>

    /// The card's row; `nil` when something it needs is missing.
    func assemble(_ card: CardSource, text: RenderedText, into diagnostics: inout Diagnostics) -> CatalogCard? {
        text.reportMistakes(into: &diagnostics)
        let cover = media.image(
            card.cover, requirement: "square and at least 600 pixels wide",
            where: { $0.width == $0.height && $0.width >= 600 }, into: &diagnostics)
        let icon = icon(card.icon, into: &diagnostics)
        let tracks = tracks(of: card, icon: icon ?? "", into: &diagnostics)
        let stream = card.stream.map { self.stream($0, of: card, into: &diagnostics) }
        let adventure = card.adventureStart.map {
            AdventureReader(text: text, card: card).read(start: $0, tracks: tracks, into: &diagnostics)
        }
        guard let cover, let icon else { return nil }
        return CatalogCard(
            slug: card.slug, title: card.title, author: card.author, readBy: card.readBy, summary: card.summary,
            date: card.date.iso8601, language: card.language ?? siteLanguage, audience: card.audience,
            minimumAge: card.age.minimum, maximumAge: card.age.maximum, category: card.category, tags: card.tags,
            visibility: card.visibility, page: card.visibility == .private ? nil : card.url,
            cover: .init(url: cover.0.url, width: cover.1.width, height: cover.1.height, alt: card.coverAlt),
            icon: icon, license: card.license,
            kind: stream != nil ? .stream : adventure != nil ? .adventure : .audio,
            durationMilliseconds: tracks.reduce(0) { $0 + $1.durationMilliseconds },
            bytes: tracks.reduce(0) { $0 + $1.bytes }, tracks: tracks, stream: stream, adventure: adventure)
    }

    private func icon(_ reference: Located<String>, into diagnostics: inout Diagnostics) -> String? {
        media.image(
            reference, requirement: "a PNG of 16 × 16 pixels",
            where: { $0.format == .png && $0.width == 16 && $0.height == 16 }, into: &diagnostics)?.0.url
    }

    /// Yoto takes at most 100 tracks on a card (`yoto-platform.md` §2.6.1).
    private static let maximumTracks = 100

    private func tracks(of card: CardSource, icon: String, into diagnostics: inout Diagnostics) -> [CatalogTrack] {
        if let first = card.tracks.dropFirst(Self.maximumTracks).first {
            diagnostics.report(
                .invalidValue, at: first.audio.location,
                "a card holds at most \(Self.maximumTracks) tracks, this one has \(card.tracks.count)",
                help: "make a second card of the rest")
        }
        return card.tracks.enumerated().compactMap { index, track in
            let trackIcon = track.icon.map { self.icon($0, into: &diagnostics) } ?? icon
            guard let (file, facts) = media.audio(track.audio, into: &diagnostics) else { return nil }
            let number = String(index + 1)
            return CatalogTrack(
                key: number.count < 2 ? "0" + number : number, title: track.title, url: file.url, sha256: file.sha256,
                bytes: file.bytes, durationMilliseconds: facts.durationMilliseconds, mediaType: "audio/mpeg",
                channels: facts.channels, icon: trackIcon ?? icon, scene: track.scene?.value)
        }
    }

    private func stream(
        _ stream: CardSource.StreamSource, of card: CardSource, into diagnostics: inout Diagnostics
    ) -> CatalogStream {
        for reference in stream.slots.flatMap(\.play) {
            check(reference, of: card, into: &diagnostics)
        }
        return CatalogStream(
            name: stream.name, order: stream.order,
            slots: stream.slots.map {
                .init(from: $0.from, until: $0.until, title: $0.title, play: $0.play.map(\.value))
            })
    }

    private func check(_ reference: Located<String>, of card: CardSource, into diagnostics: inout Diagnostics) {
        guard let played = cards[reference.value] else {
            if broken.contains("/cards/\(reference.value)/") { return }
            diagnostics.report(
                .brokenLink, at: reference.location, "there is no card '\(reference.value)'",
                help: NearestName.question(reference.value, among: cards.keys))
            return
        }
        if played.stream != nil {
            diagnostics.report(
                .invalidValue, at: reference.location,
                "'\(reference.value)' is a stream itself; a stream plays cards with tracks")
        }
        if played.visibility == .private, card.visibility != .private {
            diagnostics.report(
                .privateReference, at: reference.location,
                "the \(card.visibility.rawValue) card '\(card.slug)' plays the private card '\(reference.value)'",
                help: "make '\(card.slug)' private, or '\(reference.value)' unlisted")
        }
    }
}
