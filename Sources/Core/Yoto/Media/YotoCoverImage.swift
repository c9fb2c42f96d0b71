/// An uploaded cover (`yoto-platform.md` §2.8).
package struct YotoCoverImage: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// The id of the picture; empty when it is missing.
    package var mediaID: String { json[string: "mediaId"] ?? "" }
    /// What goes into `metadata.cover.imageL`; empty when it is missing.
    package var url: String { json[string: "mediaUrl"] ?? "" }
}
