/// A track of a chapter (`yoto-platform.md` §2.6.1, §2.6.2).
package struct YotoTrack: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// Whether it is fetched each time it is played.
    package var isStream: Bool { type == "stream" }
}

extension YotoTrack {
    /// Two digits by convention; players compare it literally.
    package var key: String? {
        get { json[string: "key"] }
        set { json[string: "key"] = newValue }
    }

    /// Shown in the app.
    package var title: String? {
        get { json[string: "title"] }
        set { json[string: "title"] = newValue }
    }

    /// `audio` or `stream`.
    package var type: String? {
        get { json[string: "type"] }
        set { json[string: "type"] = newValue }
    }

    /// `yoto:#<transcodedSha256>` for audio, http(s) for a stream or in a resolved card.
    package var trackURL: String? {
        get { json[string: "trackUrl"] }
        set { json[string: "trackUrl"] = newValue }
    }

    /// `mp3`, `aac`, `opus`, `ogg`, …: exactly what the transcoder says, or players skip the track.
    package var format: String? {
        get { json[string: "format"] }
        set { json[string: "format"] = newValue }
    }

    /// 1…3 characters over the icon; players need it on the track too.
    package var overlayLabel: String? {
        get { json[string: "overlayLabel"] }
        set { json[string: "overlayLabel"] = newValue }
    }

    /// The same, set by hand.
    package var overlayLabelOverride: String? {
        get { json[string: "overlayLabelOverride"] }
        set { json[string: "overlayLabelOverride"] = newValue }
    }

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

    /// `stereo` or `mono`.
    package var channels: String? {
        get { json[string: "channels"] }
        set { json[string: "channels"] = newValue }
    }

    /// Its icon.
    package var display: YotoDisplay {
        get { json[view: "display"] }
        set { json[view: "display"] = newValue }
    }

    /// Rare.
    package var displayOverlay: String? {
        get { json[string: "displayOverlay"] }
        set { json[string: "displayOverlay"] = newValue }
    }

    /// Rare.
    package var uid: String? {
        get { json[string: "uid"] }
        set { json[string: "uid"] = newValue }
    }

    /// The light.
    package var ambient: YotoAmbient {
        get { json[view: "ambient"] }
        set { json[view: "ambient"] = newValue }
    }

    /// What the buttons do on an interactive card.
    package var events: YotoTrackEvents {
        get { json[view: "events"] }
        set { json[view: "events"] = newValue }
    }

    /// Set on streams by the older documentation.
    package var isNew: Bool? {
        get { json[bool: "isNew"] }
        set { json[bool: "isNew"] = newValue }
    }

    /// Whether it is a stream.
    package var hasStreams: Bool? {
        get { json[bool: "hasStreams"] }
        set { json[bool: "hasStreams"] = newValue }
    }
}
