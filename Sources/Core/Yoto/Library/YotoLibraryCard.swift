/// A card of the family's library, with what it says about itself but without chapters (`yoto-platform.md` §2.10).
package struct YotoLibraryCard: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// The id of the card; empty when it is missing.
    package var id: String { json[string: "cardId"] ?? card.id ?? "" }
    /// RFC 3339 as the server wrote it.
    package var addedAt: String? { json[string: "addedAt"] }
    /// RFC 3339 as the server wrote it.
    package var lastPlayedAt: String? { json[string: "lastPlayedAt"] }
    /// RFC 3339 as the server wrote it.
    package var updatedAt: String? { json[string: "updatedAt"] }
}

extension YotoLibraryCard {
    /// The card.
    package var card: YotoCard {
        get { json[view: "card"] }
        set { json[view: "card"] = newValue }
    }

    /// Why it is here: `physical-add`, …
    package var reason: String? {
        get { json[string: "reason"] }
        set { json[string: "reason"] = newValue }
    }

    /// `yoto`, …
    package var shareType: String? {
        get { json[string: "shareType"] }
        set { json[string: "shareType"] = newValue }
    }

    /// Whether it is shown.
    package var isInFamilyLibrary: Bool? {
        get { json[bool: "inFamilyLibrary"] }
        set { json[bool: "inFamilyLibrary"] = newValue }
    }
}
