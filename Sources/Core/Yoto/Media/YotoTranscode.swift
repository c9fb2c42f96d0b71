/// How far an upload is (`yoto-platform.md` §2.7).
package struct YotoTranscode: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// The result's name, base64url; `nil` until it is there.
    package var sha256: String? { json[string: "transcodedSha256"].flatMap { $0.isEmpty ? nil : $0 } }
    /// `queued`, `downloading`, `analyzing`, `processing`, `transcoding`, `complete`, `failed`, …
    package var phase: String? { json["progress"]?["phase"]?.text }
    /// 0…100.
    package var percent: Double? { json["progress"]?["percent"]?.decimal }

    /// What a track's `trackUrl` says; `nil` until the result is there.
    package var trackURL: String? { sha256.map { "yoto:#\($0)" } }
    /// Whether it will never be there.
    package var hasFailed: Bool {
        sha256 == nil && ["failed", "error", "cancelled", "aborted"].contains(phase ?? "")
    }
}

extension YotoTranscode {
    /// What the result is.
    package var info: YotoTranscodedInfo {
        get { json[view: "transcodedInfo"] }
        set { json[view: "transcodedInfo"] = newValue }
    }
}

/// What a transcoded file is.
package struct YotoTranscodedInfo: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// `stereo` or `mono`, also where the transcoder sends a number.
    package var channels: String? {
        switch json["channels"]?.text {
        case "1": "mono"
        case "2": "stereo"
        case let text: text
        }
    }
}

extension YotoTranscodedInfo {
    /// Its length.
    package var durationSeconds: Double? {
        get { json[double: "duration"] }
        set { json[double: "duration"] = newValue }
    }

    /// Its size.
    package var fileSizeBytes: Int? {
        get { json[int: "fileSize"] }
        set { json[int: "fileSize"] = newValue }
    }

    /// `opus` or `aac`: what the track must say.
    package var format: String? {
        get { json[string: "format"] }
        set { json[string: "format"] = newValue }
    }

    /// `opus`, …
    package var codec: String? {
        get { json[string: "codec"] }
        set { json[string: "codec"] = newValue }
    }

    /// 48000.
    package var sampleRateHertz: Int? {
        get { json[int: "sampleRate"] }
        set { json[int: "sampleRate"] = newValue }
    }

    /// Bits per second.
    package var bitRate: Int? {
        get { json[int: "bitrate"] }
        set { json[int: "bitrate"] = newValue }
    }
}
