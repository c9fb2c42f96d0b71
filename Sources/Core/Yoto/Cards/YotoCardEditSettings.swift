/// How a card is edited (`yoto-platform.md` §2.6.1).
package struct YotoCardEditSettings: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoCardEditSettings {
    /// `disabled`, `chapters`, `chapters-offset-1`, …
    package var autoOverlayLabels: String? {
        get { json[string: "autoOverlayLabels"] }
        set { json[string: "autoOverlayLabels"] = newValue }
    }

    /// Whether keys are edited by hand.
    package var editKeys: Bool? {
        get { json[bool: "editKeys"] }
        set { json[bool: "editKeys"] = newValue }
    }

    /// Whether the card branches.
    package var interactiveContent: Bool? {
        get { json[bool: "interactiveContent"] }
        set { json[bool: "interactiveContent"] = newValue }
    }

    /// Set on cards with streams.
    package var transcodeAudioUploads: Bool? {
        get { json[bool: "transcodeAudioUploads"] }
        set { json[bool: "transcodeAudioUploads"] = newValue }
    }

    /// The feed of a podcast.
    package var rssURL: String? {
        get { json[string: "rssUrl"] }
        set { json[string: "rssUrl"] = newValue }
    }

    /// The kind of podcast.
    package var podcastType: String? {
        get { json[string: "podcastType"] }
        set { json[string: "podcastType"] = newValue }
    }

    /// The icon of each episode.
    package var podcastTrackDisplay: YotoDisplay {
        get { json[view: "podcastTrackDisplay"] }
        set { json[view: "podcastTrackDisplay"] = newValue }
    }
}
