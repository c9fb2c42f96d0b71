/// A group of cards in the family's library; at most 20 of them (`yoto-platform.md` §2.10).
package struct YotoLibraryGroup: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// Opaque; empty for a group that is not saved yet.
    package var id: String { json[string: "id"] ?? "" }

    /// The ids of its cards, in order.
    package var contentIDs: [String] {
        json["items"]?.array?.compactMap { $0["contentId"]?.text } ?? []
    }

    /// RFC 3339 as the server wrote it.
    package var lastModifiedAt: String? { json[string: "lastModifiedAt"] }
}

extension YotoLibraryGroup {
    /// At most 100 characters.
    package var name: String? {
        get { json[string: "name"] }
        set { json[string: "name"] = newValue }
    }

    /// `fp-cards` or the hash of a family image.
    package var imageID: String? {
        get { json[string: "imageId"] }
        set { json[string: "imageId"] = newValue }
    }

    /// Where the picture is.
    package var imageURL: String? {
        get { json[string: "imageUrl"] }
        set { json[string: "imageUrl"] = newValue }
    }
}
