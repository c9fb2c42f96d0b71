/// A card that the family has made, or an official one (`yoto-platform.md` §2.6, §2.6.1).
package struct YotoCard: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// 5 letters and digits; `nil` for a card that is not saved yet.
    package var id: String? {
        get { json[string: "cardId"] }
        set { json[string: "cardId"] = newValue }
    }

    /// Whose it is: `auth0|…`, or `yoto` for official cards.
    package var userID: String? { json[string: "userId"] }
    /// The OAuth client that made it.
    package var createdByClientID: String? { json[string: "createdByClientId"] }
    /// RFC 3339 as the server wrote it.
    package var createdAt: String? { json[string: "createdAt"] }
    /// RFC 3339 as the server wrote it: the version that players name in their events.
    package var updatedAt: String? { json[string: "updatedAt"] }
    /// Whether it is deleted; such a card cannot be restored.
    package var isDeleted: Bool { json[bool: "deleted"] ?? false }
    /// Where the card is shared.
    package var shareLinkURL: String? { json[string: "shareLinkUrl"] ?? json["sharing"]?["linkUrl"]?.text }
    /// The picture: of the metadata, else of the content where old cards have it.
    package var coverURL: String? { metadata.cover.imageL ?? content.cover.imageL }
}

extension YotoCard {
    /// 1…100 characters.
    package var title: String? {
        get { json[string: "title"] }
        set { json[string: "title"] = newValue }
    }

    /// Chapters and how they play.
    package var content: YotoCardContent {
        get { json[view: "content"] }
        set { json[view: "content"] = newValue }
    }

    /// About the card.
    package var metadata: YotoCardMetadata {
        get { json[view: "metadata"] }
        set { json[view: "metadata"] = newValue }
    }

    /// Free words.
    package var tags: [String]? {
        get { json[strings: "tags"] }
        set { json[strings: "tags"] = newValue }
    }

    /// The title as a part of an address.
    package var slug: String? {
        get { json[string: "slug"] }
        set { json[string: "slug"] = newValue }
    }

    /// The title to sort by.
    package var sortKey: String? {
        get { json[string: "sortkey"] }
        set { json[string: "sortkey"] = newValue }
    }

    /// Mostly empty.
    package var availability: String? {
        get { json[string: "availability"] }
        set { json[string: "availability"] = newValue }
    }
}
