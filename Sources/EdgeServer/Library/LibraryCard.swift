import Core

/// A card of the account as the API lists it.
struct LibraryCard: Encodable, Equatable, Sendable {
    var cardId: String
    var title: String
    var author: String?
    var description: String?
    var category: String?
    /// Yoto's address of the picture.
    var cover: String?
    /// `nil` for a stream, and when Yoto does not say.
    var durationSeconds: Double?
    var source: Source
    /// Whether it plays from the network.
    var streams: Bool

    /// How the family came to it.
    enum Source: String, Encodable, Sendable {
        /// In the family's library: bought, or linked to a card.
        case family
        /// Made by the family itself.
        case made
    }
}

extension LibraryCard {
    /// - Returns: `nil` for a card without an id, or a deleted one.
    init?(_ card: YotoCard, id: String? = nil, source: Source) {
        guard let id = id ?? card.id, !id.isEmpty, !card.isDeleted else { return nil }
        let metadata = card.metadata
        cardId = id
        title = card.title ?? id
        author = metadata.author
        description = metadata.description
        category = metadata.category
        cover = card.coverURL
        durationSeconds = metadata.media.durationSeconds.flatMap { $0 > 0 ? $0 : nil }
        self.source = source
        streams = metadata.media.hasStreams ?? false
    }
}

/// A chapter of a card, with its tracks. Keys are literal: `"8"` is not `"08"` (`yoto-platform.md` §3.7).
struct LibraryChapter: Encodable, Equatable, Sendable {
    var key: String
    var title: String
    var durationSeconds: Double?
    var tracks: [Track]

    /// What is played.
    struct Track: Encodable, Equatable, Sendable {
        var key: String
        var title: String
        var durationSeconds: Double?
        var streams: Bool
    }

    init(_ chapter: YotoChapter) {
        key = chapter.key ?? ""
        title = chapter.title ?? ""
        durationSeconds = chapter.durationSeconds
        tracks = chapter.tracks.map { track in
            Track(
                key: track.key ?? "", title: track.title ?? "", durationSeconds: track.durationSeconds,
                streams: track.isStream)
        }
    }
}
