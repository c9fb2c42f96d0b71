/// A picture of the family (`yoto-platform.md` §2.11).
package struct YotoFamilyImage: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// The SHA-256 of its content; empty when it is missing.
    package var id: String { json[string: "imageId"] ?? "" }
    /// RFC 3339 as the server wrote it.
    package var lastModified: String? { json[string: "lastModified"] }
    /// A signed address, good for 7 days; only in the answer to an upload.
    package var url: String? { json[string: "url"] }
}

extension YotoFamilyImage {
    /// The name of the file.
    package var name: String? {
        get { json[string: "name"] }
        set { json[string: "name"] = newValue }
    }

    /// Bytes.
    package var sizeBytes: Int? {
        get { json[int: "size"] }
        set { json[int: "size"] = newValue }
    }
}
