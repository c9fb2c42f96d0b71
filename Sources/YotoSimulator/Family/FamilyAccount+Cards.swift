import Foundation

extension FamilyAccount {
    /// All cards without chapters (F-con-1).
    func cardList(withDeleted: Bool) -> [WireJSON] {
        cards.entries.compactMap { _, stored in
            if stored.isDeleted, !withDeleted { return nil }
            guard var card = stored.isDeleted ? stored.document : readable(stored) else { return nil }
            card["deleted"] = .bool(stored.isDeleted)
            if var content = card["content"] {
                content["chapters"] = nil
                card["content"] = content
            }
            return card
        }
    }

    /// A card as `GET /content/{cardId}` reads it.
    ///
    /// - Throws: `CloudError` 404; also for official cards, which only their owners may read there.
    func readCard(_ id: String) throws -> WireJSON {
        guard let stored = cards[id], !stored.isDeleted, let document = readable(stored) else {
            throw CloudError.notFound("Card \(id) does not exist.")
        }
        return document
    }

    /// A card of the library or made by the family, as `GET /card/{cardId}` reads it.
    ///
    /// - Throws: `CloudError` 404.
    func readAnyCard(_ id: String) throws -> WireJSON {
        try officialCards[id] ?? readCard(id)
    }

    /// Creates a card, or overwrites the whole of one (`yoto-platform.md` §2.6).
    ///
    /// - Throws: `CloudError` 400, 403 or 404.
    func writeCard(_ card: WireJSON, clientID: String) throws -> WireJSON {
        try CardRules.check(card)
        guard cards.entries.reduce(card.data.count, { $0 + $1.value.size }) <= Self.maximumCardBytes else {
            throw CloudError.badRequest("Too much content.")
        }
        guard let id = card["cardId"], id != .null else { return try create(card, clientID: clientID) }
        guard let id = id.text, id.wholeMatch(of: /[A-Za-z0-9]+/) != nil else {
            throw CloudError.badRequest("cardId must match ^[a-zA-Z0-9]+$")
        }
        if officialCards[id] != nil { throw CloudError.forbidden("Forbidden") }
        guard let stored = cards[id] else { throw CloudError.notFound("Card \(id) does not exist.") }
        if stored.isDeleted { throw CloudError.badRequest("Deleted card cannot be restored") }
        return store(card, id: id, before: stored.document, clientID: clientID)
    }

    /// - Throws: `CloudError` 403 or 404.
    func deleteCard(_ id: String) throws {
        if officialCards[id] != nil { throw CloudError.forbidden("Forbidden") }
        guard let stored = cards[id], !stored.isDeleted else {
            throw CloudError.notFound("Card \(id) does not exist.")
        }
        cards[id]?.isDeleted = true
        cards[id]?.older = nil
        library.removeAll { $0["cardId"]?.text == id }
        for index in groups.indices {
            let items = (groups[index]["items"]?.elements ?? []).filter { $0["contentId"]?.text != id }
            groups[index]["items"] = .array(items)
        }
    }

    private func create(_ card: WireJSON, clientID: String) throws -> WireJSON {
        guard cardIDs.count < Self.maximumCards else { throw CloudError.badRequest("Too many cards.") }
        // Deleted cards are remembered, as long as they do not push out living ones.
        if cards.count >= Self.maximumCards * 2, let gone = cards.entries.first(where: { $0.value.isDeleted }) {
            cards[gone.key] = nil
        }
        var id: String
        repeat { id = Self.newCardID() } while cards[id] != nil || officialCards[id] != nil
        return store(card, id: id, before: nil, clientID: clientID)
    }

    /// What the server knows better than the client is its own; everything else is kept as it was sent.
    private func store(_ card: WireJSON, id: String, before: WireJSON?, clientID: String) -> WireJSON {
        var document = card
        document["cardId"] = .string(id)
        document["_id"] = before?["_id"] ?? .string(Secret.objectID())
        document["userId"] = .string(AccessTokenClaims.userID)
        document["createdAt"] = before?["createdAt"] ?? .string(clock.timestamp)
        document["updatedAt"] = .string(clock.timestamp)
        document["createdByClientId"] = before?["createdByClientId"] ?? .string(clientID)
        document["deleted"] = false
        for key in ["shareLinkCreatedAt", "shareLinkUrl", "sharing"] { document[key] = before?[key] }
        document["metadata"] = completed(card["metadata"] ?? [:])
        let seconds = settings.current.staleReadSeconds
        let older = seconds > 0 ? (document: before, until: clock.now.addingTimeInterval(Double(seconds))) : nil
        cards[id] = StoredCard(document: document, size: document.data.count, older: older)
        return document
    }

    /// The server adds lists of its own (F-con-5).
    private func completed(_ metadata: WireJSON) -> WireJSON {
        var metadata = metadata
        for key in ["authors", "narrators", "copyrights"] where metadata[key] == nil { metadata[key] = [] }
        return metadata
    }

    private func readable(_ stored: StoredCard) -> WireJSON? {
        guard let older = stored.older, older.until > clock.now else { return stored.document }
        return older.document
    }

    private static func newCardID() -> String {
        let characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<5).map { _ in characters[Int.random(in: 0..<characters.count)] })
    }
}
