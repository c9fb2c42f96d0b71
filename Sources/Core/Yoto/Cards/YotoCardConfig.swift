/// How a card plays (`yoto-platform.md` §2.6.1).
package struct YotoCardConfig: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoCardConfig {
    /// `next`, `repeat` or `none`.
    package var autoadvance: String? {
        get { json[string: "autoadvance"] }
        set { json[string: "autoadvance"] = newValue }
    }

    /// Whether the card plays only with a network.
    package var isOnlineOnly: Bool? {
        get { json[bool: "onlineOnly"] }
        set { json[bool: "onlineOnly"] = newValue }
    }

    /// Seconds until it starts from the beginning again; 0 for always, 2592000 by default.
    package var resumeTimeoutSeconds: Int? {
        get { json[int: "resumeTimeout"] }
        set { json[int: "resumeTimeout"] = newValue }
    }

    /// Ranges of chapters that are shuffled.
    package var shuffle: [YotoShuffleRange] {
        get { json[views: "shuffle"] }
        set { json[views: "shuffle"] = newValue }
    }

    /// An activity of the player.
    package var systemActivity: String? {
        get { json[string: "systemActivity"] }
        set { json[string: "systemActivity"] = newValue }
    }

    /// Seconds that a track's number is shown.
    package var trackNumberOverlayTimeoutSeconds: Int? {
        get { json[int: "trackNumberOverlayTimeout"] }
        set { json[int: "trackNumberOverlayTimeout"] = newValue }
    }

    /// Whether numbers are not shown by themselves.
    package var disableAutoOverlayLabels: Bool? {
        get { json[bool: "disableAutoOverlayLabels"] }
        set { json[bool: "disableAutoOverlayLabels"] = newValue }
    }
}

/// Chapters that are shuffled: indexes from 0, both ends included, ranges in order and apart.
package struct YotoShuffleRange: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoShuffleRange {
    /// The first.
    package var start: Int? {
        get { json[int: "start"] }
        set { json[int: "start"] = newValue }
    }

    /// The last.
    package var end: Int? {
        get { json[int: "end"] }
        set { json[int: "end"] = newValue }
    }

    /// How many of them are played.
    package var limit: Int? {
        get { json[int: "limit"] }
        set { json[int: "limit"] = newValue }
    }
}
