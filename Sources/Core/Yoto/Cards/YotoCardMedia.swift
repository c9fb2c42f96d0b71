/// How much a card has to hear.
package struct YotoCardMedia: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoCardMedia {
    /// 0 for streams.
    package var durationSeconds: Double? {
        get { json[double: "duration"] }
        set { json[double: "duration"] = newValue }
    }

    /// 0 for streams.
    package var fileSizeBytes: Int? {
        get { json[int: "fileSize"] }
        set { json[int: "fileSize"] = newValue }
    }

    /// In megabytes.
    package var readableFileSize: Double? {
        get { json[double: "readableFileSize"] }
        set { json[double: "readableFileSize"] = newValue }
    }

    /// For people.
    package var readableDuration: String? {
        get { json[string: "readableDuration"] }
        set { json[string: "readableDuration"] = newValue }
    }

    /// Whether a track is a stream.
    package var hasStreams: Bool? {
        get { json[bool: "hasStreams"] }
        set { json[bool: "hasStreams"] = newValue }
    }
}

/// How far a card is.
package struct YotoCardStatus: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoCardStatus {
    /// `new`, `inprogress`, `complete`, `live` or `archived`.
    package var name: String? {
        get { json[string: "name"] }
        set { json[string: "name"] = newValue }
    }

    /// RFC 3339.
    package var updatedAt: String? {
        get { json[string: "updatedAt"] }
        set { json[string: "updatedAt"] = newValue }
    }
}
