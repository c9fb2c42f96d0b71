import Foundation

/// A family: its players, the cards it made, its library with groups.
package actor FamilyAccount {
    struct StoredCard: Sendable {
        var document: WireJSON
        var size: Int
        var isDeleted = false
        /// What reads show until a time: the version before the last write, `nil` when there was none.
        var older: (document: WireJSON?, until: Date)?
    }

    static let maximumCards = 1_000
    /// All cards together, as JSON.
    static let maximumCardBytes = 64 * 1024 * 1024
    static let maximumGroups = 20

    let clock: SimulatorClock
    let settings: SettingsBox
    /// Players in the order of `devices/mine`.
    package private(set) var players: [SimulatedPlayer] = []
    var cards = BoundedStore<StoredCard>(capacity: FamilyAccount.maximumCards * 2)
    var library: [WireJSON] = []
    /// Official cards, with chapters, by id.
    var officialCards: [String: WireJSON] = [:]
    var groups: [WireJSON] = []

    init(clock: SimulatorClock, settings: SettingsBox) {
        self.clock = clock
        self.settings = settings
    }

    /// Moves the example family in: two players online, one offline; a card with stories, one with a stream, an
    /// official one.
    func moveIn(origin: String) {
        let device = Fixtures.value(Fixtures.device, origin: origin)
        players = (Fixtures.value(Fixtures.players, origin: origin).elements ?? []).map {
            SimulatedPlayer(listing: $0, device: device, clock: clock)
        }
        for text in [Fixtures.bedtimeStories, Fixtures.houseRadio] {
            let card = Fixtures.value(text, origin: origin)
            cards[card["cardId"]?.text ?? ""] = StoredCard(document: card, size: card.data.count)
        }
        library = Fixtures.value(Fixtures.library, origin: origin).elements ?? []
        let official = Fixtures.value(Fixtures.frozenLake, origin: origin)
        officialCards = [official["cardId"]?.text ?? "": official]
        groups = Fixtures.value(Fixtures.groups, origin: origin).elements ?? []
    }

    /// A player by its device id.
    package func player(_ id: String) -> SimulatedPlayer? {
        players.first { $0.deviceID == id }
    }

    /// A card that the family made, as it was written last; `nil` when there is none or it was deleted.
    package func card(_ id: String) -> WireJSON? {
        guard let stored = cards[id], !stored.isDeleted else { return nil }
        return stored.document
    }

    /// Ids of the cards that the family made and did not delete, oldest first.
    package var cardIDs: [String] { cards.entries.filter { !$0.value.isDeleted }.map(\.key) }

    /// Groups of the library.
    package var libraryGroups: [WireJSON] { groups }

    /// A card that this family can see, with its chapters.
    func visibleCard(_ id: String) -> WireJSON? { card(id) ?? officialCards[id] }

    /// Whether a card is one that this family can see.
    func hasCard(_ id: String) -> Bool { card(id) != nil || officialCards[id] != nil }
}
