/// A chapter of a card (`yoto-platform.md` §2.6.1). Keys are literal: `8` is not `08`.
package struct YotoChapter: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoChapter {
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

    /// 1…3 characters over the icon.
    package var overlayLabel: String? {
        get { json[string: "overlayLabel"] }
        set { json[string: "overlayLabel"] = newValue }
    }

    /// The same, set by hand.
    package var overlayLabelOverride: String? {
        get { json[string: "overlayLabelOverride"] }
        set { json[string: "overlayLabelOverride"] = newValue }
    }

    /// At least one.
    package var tracks: [YotoTrack] {
        get { json[views: "tracks"] }
        set { json[views: "tracks"] = newValue }
    }

    /// Its icon.
    package var display: YotoDisplay {
        get { json[view: "display"] }
        set { json[view: "display"] = newValue }
    }

    /// Sum of its tracks; 0 for streams.
    package var durationSeconds: Double? {
        get { json[double: "duration"] }
        set { json[double: "duration"] = newValue }
    }

    /// Sum of its tracks; 0 for streams.
    package var fileSizeBytes: Int? {
        get { json[int: "fileSize"] }
        set { json[int: "fileSize"] = newValue }
    }

    /// Whether a track is a stream.
    package var hasStreams: Bool? {
        get { json[bool: "hasStreams"] }
        set { json[bool: "hasStreams"] = newValue }
    }

    /// Whether it is hidden.
    package var isHidden: Bool? {
        get { json[bool: "hidden"] }
        set { json[bool: "hidden"] = newValue }
    }

    /// RFC 3339, for chapters that open later.
    package var availableFrom: String? {
        get { json[string: "availableFrom"] }
        set { json[string: "availableFrom"] = newValue }
    }

    /// The light.
    package var ambient: YotoAmbient {
        get { json[view: "ambient"] }
        set { json[view: "ambient"] = newValue }
    }

    /// The icon of tracks without one.
    package var defaultTrackDisplay: String? {
        get { json[string: "defaultTrackDisplay"] }
        set { json[string: "defaultTrackDisplay"] = newValue }
    }

    /// The light of tracks without one.
    package var defaultTrackAmbient: String? {
        get { json[string: "defaultTrackAmbient"] }
        set { json[string: "defaultTrackAmbient"] = newValue }
    }
}

/// The light of a chapter or track.
package struct YotoAmbient: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoAmbient {
    /// The icon that goes with it.
    package var defaultTrackDisplay: String? {
        get { json[string: "defaultTrackDisplay"] }
        set { json[string: "defaultTrackDisplay"] = newValue }
    }
}
