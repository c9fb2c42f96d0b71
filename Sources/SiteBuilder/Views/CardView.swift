import Core

/// A card as its own page shows it: a tile and all its parts.
struct CardView: ViewModel {
    var tile: TileView
    /// Published cards by slug, to name what a stream plays.
    var playable: [String: CatalogCard]

    private var card: CatalogCard { tile.card }

    static let keys = ViewKeys<CardView>(
        TileView.shared { $0.tile } + [
            .text("readBy") { $0.card.readBy ?? "" },
            .text("license") { $0.card.license ?? "" },
            .text("visibility") { $0.card.visibility.rawValue },
            .text("audience") { $0.card.audience.rawValue },
            .flag("hasReadBy") { $0.card.readBy != nil },
            .flag("hasLicense") { $0.card.license != nil },
            .flag("isUnlisted") { $0.card.visibility == .unlisted },
            .flag("hasTracks") { !$0.card.tracks.isEmpty },
            .text("playlistURL") { ($0.card.page ?? "") + "playlist.m3u8" },
            .flag("hasFeed") { $0.card.visibility == .public && $0.card.kind == .audio },
            .text("feedURL") { ($0.card.page ?? "") + "feed.xml" },
            .list("tracks") { view in
                view.card.tracks.enumerated().map { TrackView(number: $0.offset + 1, track: $0.element) }
            },
            .object("stream") { view in view.card.stream.map { StreamView(stream: $0, playable: view.playable) } },
            .object("adventure") { $0.card.adventure.map { AdventureView(adventure: $0) } },
        ])
}

/// A track of a card.
struct TrackView: ViewModel {
    /// From 1.
    var number: Int
    var track: CatalogTrack

    static let keys = ViewKeys<TrackView>([
        .text("number") { String($0.number) },
        .text("key") { $0.track.key },
        .text("title") { $0.track.title },
        .text("url") { $0.track.url },
        .text("durationText") { Wording.clock(milliseconds: $0.track.durationMilliseconds) },
        .text("durationISO") { Wording.iso8601(milliseconds: $0.track.durationMilliseconds) },
        .text("bytes") { String($0.track.bytes) },
        .text("sizeText") { Wording.size(bytes: $0.track.bytes) },
        .text("fileName") { $0.track.url.split(separator: "/").last.map(String.init) ?? "" },
        .text("scene") { $0.track.scene ?? "" },
        .flag("hasScene") { $0.track.scene != nil },
        .object("icon") { IconView(url: $0.track.icon) },
    ])
}

/// A smart stream's day.
struct StreamView: ViewModel {
    var stream: CatalogStream
    var playable: [String: CatalogCard]

    static let keys = ViewKeys<StreamView>([
        .text("name") { $0.stream.name },
        .text("orderText") { $0.stream.order == .shuffle ? "Shuffled" : "In order" },
        .list("slots") { view in view.stream.slots.map { SlotView(slot: $0, playable: view.playable) } },
    ])
}

/// A part of a smart stream's day.
struct SlotView: ViewModel {
    var slot: CatalogStream.Slot
    var playable: [String: CatalogCard]

    static let keys = ViewKeys<SlotView>([
        .text("from") { $0.slot.from },
        .text("until") { $0.slot.until },
        .text("title") { $0.slot.title },
        .list("parts") { view in view.slot.play.compactMap { view.playable[$0] }.map { SlotPartView(card: $0) } },
    ])
}

/// A card that a smart stream plays.
struct SlotPartView: ViewModel {
    var card: CatalogCard

    static let keys = ViewKeys<SlotPartView>([
        .text("title") { $0.card.title },
        .text("url") { $0.card.page ?? "" },
        .text("durationText") { Wording.duration(milliseconds: $0.card.durationMilliseconds) },
    ])
}

/// A choose-your-own-adventure in numbers.
struct AdventureView: ViewModel {
    var adventure: CatalogAdventure

    private var endings: Int { adventure.scenes.count { $0.choices.isEmpty } }

    static let keys = ViewKeys<AdventureView>([
        .text("start") { $0.adventure.start },
        .text("startTitle") { view in
            view.adventure.scenes.first { $0.id == view.adventure.start }?.title ?? ""
        },
        .text("sceneCount") { String($0.adventure.scenes.count) },
        .text("endingCount") { String($0.endings) },
        .text("sceneCountText") { Wording.count($0.adventure.scenes.count, "scene") },
        .text("endingCountText") { Wording.count($0.endings, "ending") },
    ])
}
