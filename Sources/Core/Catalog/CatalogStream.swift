/// A smart stream: what a card plays depends on the time of day.
package struct CatalogStream: Codable, Equatable, Sendable {
    /// The stream's address: lower-case words joined by `-`.
    package var name: String
    /// How the cards of a slot follow each other.
    package var order: Order
    /// In the order of the file.
    package var slots: [Slot]

    /// How the cards of a slot follow each other.
    package enum Order: String, Codable, CaseIterable, Sendable {
        case inOrder = "in-order"
        case shuffle
    }

    /// A part of the day. A slot whose end is before its start runs past midnight.
    package struct Slot: Codable, Equatable, Sendable {
        /// `HH:MM` in the household's time zone, inclusive.
        package var from: String
        /// `HH:MM` in the household's time zone, exclusive.
        package var until: String
        /// What this part of the day is called.
        package var title: String
        /// Slugs of cards of the same catalog.
        package var play: [String]

        package init(from: String, until: String, title: String, play: [String]) {
            self.from = from
            self.until = until
            self.title = title
            self.play = play
        }
    }

    package init(name: String, order: Order, slots: [Slot]) {
        self.name = name
        self.order = order
        self.slots = slots
    }
}
