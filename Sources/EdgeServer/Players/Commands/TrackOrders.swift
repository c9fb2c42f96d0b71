import Core

/// The order of tracks on cards, read from Yoto once in a while.
actor TrackOrders {
    private struct Entry {
        var order: TrackOrder
        var readAt: Timestamp
    }

    private static let capacity = 200
    private static let freshness: Duration = .seconds(60)

    private var entries: [String: Entry] = [:]
    private let card: @Sendable (String) async throws -> YotoCard
    private let now: @Sendable () -> Timestamp

    init(
        card: @escaping @Sendable (String) async throws -> YotoCard,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.card = card
        self.now = now
    }

    /// The order on a card, at most a minute old if Yoto answers; older if it does not; `nil` if it was never read.
    func order(of cardID: String) async -> TrackOrder? {
        if let entry = entries[cardID], now().since(entry.readAt) < Self.freshness { return entry.order }
        guard let order = try? await TrackOrder(card(cardID)) else { return entries[cardID]?.order }
        if entries.count >= Self.capacity, let oldest = entries.min(by: { $0.value.readAt < $1.value.readAt })?.key {
            entries[oldest] = nil
        }
        entries[cardID] = Entry(order: order, readAt: now())
        return order
    }
}

extension TrackOrder {
    /// The literal keys of a card; chapters and tracks without a key are left out.
    init(_ card: YotoCard) {
        places = card.content.chapters.flatMap { chapter in
            chapter.tracks.compactMap { track in
                guard let chapterKey = chapter.key, let trackKey = track.key else { return nil }
                return Place(chapterKey: chapterKey, trackKey: trackKey)
            }
        }
    }
}
