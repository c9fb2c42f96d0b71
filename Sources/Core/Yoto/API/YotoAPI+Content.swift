/// Cards that the family has made (`yoto-platform.md` §2.6). All calls throw ``YotoAPIError`` or what the credentials
/// throw.
extension YotoAPI {
    /// All of them, without chapters.
    ///
    /// - Parameter showsDeleted: whether deleted ones are among them.
    package func myCards(showsDeleted: Bool = false) async throws -> [YotoCard] {
        let call = try YotoCall("GET", "/content/mine", query: [("showdeleted", showsDeleted ? "true" : nil)])
        return try await objects("cards", "content", of: call).map(YotoCard.init(json:))
    }

    /// A card with its chapters. What is not ours is `notFound`, official cards too: see ``resolvedCard(_:)``.
    ///
    /// - Parameters:
    ///   - isPlayable: whether tracks have signed addresses, which soon end, in place of `yoto:#…`. Never store or edit
    ///     such a card.
    ///   - timezone: IANA, for chapters that open at a time.
    package func card(_ id: String, isPlayable: Bool = false, timezone: String? = nil) async throws -> YotoCard {
        let query: [(String, String?)] = [("timezone", timezone), ("playable", isPlayable ? "true" : nil)]
        return YotoCard(json: try await object("card", of: YotoCall("GET", "/content/{}", [id], query: query)))
    }

    /// Creates a card, or overwrites the whole of it when it has an id: there is no partial update and no lock. Reads
    /// may show the old version for about a second. When a creation fails with
    /// ``YotoAPIError/mayHaveTakenEffect``, look for the title among ``myCards(showsDeleted:)`` before trying again.
    ///
    /// - Returns: the card as the server has it now, with its id.
    package func save(_ card: YotoCard) async throws -> YotoCard {
        YotoCard(json: try await object("card", of: YotoCall("POST", "/content").sending(card.json)))
    }

    /// Changes a card: reads it, lets the closure change it and writes the whole back, unknown members included.
    ///
    /// - Returns: the card as it is now.
    package func updateCard(_ id: String, _ change: (inout YotoCard) throws -> Void) async throws -> YotoCard {
        let before = try await card(id)
        var after = before
        try change(&after)
        after.id = id
        return after == before ? before : try await save(after)
    }

    /// Deletes a card for good.
    package func deleteCard(_ id: String) async throws {
        _ = try await response(to: YotoCall("DELETE", "/content/{}", [id]))
    }
}
