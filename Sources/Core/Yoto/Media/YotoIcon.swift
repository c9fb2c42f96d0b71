/// A display icon of 16 × 16 pixels, Yoto's or the family's own (`yoto-platform.md` §2.9).
package struct YotoIcon: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// What cards refer to; empty when it is missing.
    package var mediaID: String { json[string: "mediaId"] ?? "" }
    /// How a card refers to it.
    package var reference: String { "yoto:#\(mediaID)" }
    /// The id of this entry.
    package var displayIconID: String? { json[string: "displayIconId"] }
    /// Where it is; `nil` in the answer to a duplicate, where the server sends an empty object.
    package var url: String? { json[string: "url"] }
    /// Whether an upload was not known before.
    package var isNew: Bool { json[bool: "new"] ?? false }
}

extension YotoIcon {
    /// Only public icons have one.
    package var title: String? {
        get { json[string: "title"] }
        set { json[string: "title"] = newValue }
    }

    /// Whether it is Yoto's.
    package var isPublic: Bool? {
        get { json[bool: "public"] }
        set { json[bool: "public"] = newValue }
    }

    /// Only public icons have them.
    package var publicTags: [String]? {
        get { json[strings: "publicTags"] }
        set { json[strings: "publicTags"] = newValue }
    }
}
