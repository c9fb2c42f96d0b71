/// The tracks of a card in order, with their literal keys: there is no command for next and previous, so the neighbour
/// is started by name (`yoto-platform.md` §3.7).
struct TrackOrder: Sendable, Equatable {
    /// Where a track is.
    struct Place: Sendable, Equatable {
        /// Literally as in the card's JSON.
        var chapterKey: String
        /// Literally as in the card's JSON.
        var trackKey: String
    }

    /// All of them.
    var places: [Place]

    /// The place after another one; after the last the first when the card repeats, else `nil`.
    func next(after place: Place, repeats: Bool) -> Place? {
        guard let index = places.firstIndex(of: place) else { return nil }
        return index + 1 < places.count ? places[index + 1] : repeats ? places.first : nil
    }

    /// The place before another one; before the first the last when the card repeats, else `nil`.
    func previous(before place: Place, repeats: Bool) -> Place? {
        guard let index = places.firstIndex(of: place) else { return nil }
        return index > 0 ? places[index - 1] : repeats ? places.last : nil
    }

    /// Whether a chapter, or a track of it, is on the card.
    func contains(chapter: String, track: String?) -> Bool {
        places.contains { $0.chapterKey == chapter && (track == nil || $0.trackKey == track) }
    }
}
