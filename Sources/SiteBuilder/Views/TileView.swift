import Core

/// A card as lists show it.
struct TileView: ViewModel {
    var card: CatalogCard
    var date: CalendarDay
    /// Those of its tags that have a page: an unlisted card's own tags have none.
    var tags: [String]

    init(_ card: Site.Card, tagPages: Set<String>) {
        self.card = card.catalog
        date = card.source.date
        tags = card.catalog.tags.filter(tagPages.contains)
    }

    static let keys = ViewKeys<TileView>(TileView.shared { $0 })

    /// The keys of a tile, for a view model that has one.
    static func shared<Root>(_ tile: @escaping @Sendable (Root) -> TileView) -> [ViewKey<Root>] {
        [
            .text("slug") { tile($0).card.slug },
            .text("title") { tile($0).card.title },
            .text("author") { tile($0).card.author },
            .text("summary") { tile($0).card.summary },
            .text("url") { tile($0).card.page ?? "" },
            .text("kind") { tile($0).card.kind.rawValue },
            .text("kindText") { tile($0).kindText },
            .text("durationText") { tile($0).durationText },
            .text("durationISO") { Wording.iso8601(milliseconds: tile($0).card.durationMilliseconds) },
            .text("trackCountText") { tile($0).trackCountText },
            .text("ageText") { Wording.ages(tile($0).card.minimumAge, tile($0).card.maximumAge) },
            .text("languageName") { tile($0).languageName },
            .text("category") { tile($0).card.category.rawValue },
            .text("categoryText") { tile($0).categoryText },
            .text("dateISO") { tile($0).date.iso8601 },
            .text("dateText") { tile($0).date.text },
            .object("cover") { CoverView(cover: tile($0).card.cover) },
            .object("icon") { IconView(url: tile($0).card.icon) },
            .list("tags") { tile($0).tags.map { CardTagView(name: $0) } },
            .flag("isAudio") { tile($0).card.kind == .audio },
            .flag("isStream") { tile($0).card.kind == .stream },
            .flag("isAdventure") { tile($0).card.kind == .adventure },
        ]
    }

    private var kindText: String {
        switch card.kind {
        case .audio: "Audio"
        case .stream: "Smart stream"
        case .adventure: "Adventure"
        }
    }

    private var categoryText: String { Wording.category(card.category) }

    private var durationText: String {
        card.kind == .stream ? "Endless" : Wording.duration(milliseconds: card.durationMilliseconds)
    }

    private var trackCountText: String {
        switch card.kind {
        case .audio: Wording.count(card.tracks.count, "track")
        case .stream: Wording.count(card.stream?.slots.count ?? 0, "part") + " of the day"
        case .adventure: Wording.count(card.adventure?.scenes.count ?? 0, "scene")
        }
    }

    private var languageName: String { Wording.language(card.language) }
}

/// A card's picture.
struct CoverView: ViewModel {
    var cover: CatalogCard.Cover

    static let keys = ViewKeys<CoverView>([
        .text("url") { $0.cover.url },
        .text("width") { String($0.cover.width) },
        .text("height") { String($0.cover.height) },
        .text("alt") { $0.cover.alt },
    ])
}

/// A picture for the player's display.
struct IconView: ViewModel {
    var url: String

    static let keys = ViewKeys<IconView>([.text("url") { $0.url }])
}

/// A tag of a card.
struct CardTagView: ViewModel {
    var name: String

    static let keys = ViewKeys<CardTagView>([
        .text("name") { $0.name },
        .text("url") { "/tags/\($0.name)/" },
    ])
}
