/// Where to put audio for transcoding (`yoto-platform.md` §2.7).
package struct YotoAudioUpload: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// What to ask for the result with; empty when it is missing.
    package var id: String { json[string: "uploadId"] ?? "" }
    /// A signed address that takes the bytes and soon ends; `nil` when this audio is known already.
    package var url: String? { json[string: "uploadUrl"] }
}
