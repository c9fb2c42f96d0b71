/// About a card (`yoto-platform.md` §2.6.1).
package struct YotoCardMetadata: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoCardMetadata {
    /// Who wrote it.
    package var author: String? {
        get { json[string: "author"] }
        set { json[string: "author"] = newValue }
    }

    /// `none`, `stories`, `music`, `radio`, `podcast`, `sfx`, `activities` or `alarms`.
    package var category: String? {
        get { json[string: "category"] }
        set { json[string: "category"] = newValue }
    }

    /// Whose rights.
    package var copyright: String? {
        get { json[string: "copyright"] }
        set { json[string: "copyright"] = newValue }
    }

    /// The picture.
    package var cover: YotoCover {
        get { json[view: "cover"] }
        set { json[view: "cover"] = newValue }
    }

    /// A text for the card's page.
    package var description: String? {
        get { json[string: "description"] }
        set { json[string: "description"] = newValue }
    }

    /// Genres.
    package var genre: [String]? {
        get { json[strings: "genre"] }
        set { json[strings: "genre"] = newValue }
    }

    /// `en`, `en-gb`, `de`, …
    package var languages: [String]? {
        get { json[strings: "languages"] }
        set { json[strings: "languages"] = newValue }
    }

    /// In years.
    package var minimumAge: Int? {
        get { json[int: "minAge"] }
        set { json[int: "minAge"] = newValue }
    }

    /// In years.
    package var maximumAge: Int? {
        get { json[int: "maxAge"] }
        set { json[int: "maxAge"] = newValue }
    }

    /// How much there is to hear.
    package var media: YotoCardMedia {
        get { json[view: "media"] }
        set { json[view: "media"] = newValue }
    }

    /// Kinds of music.
    package var musicType: [String]? {
        get { json[strings: "musicType"] }
        set { json[strings: "musicType"] = newValue }
    }

    /// A note.
    package var note: String? {
        get { json[string: "note"] }
        set { json[string: "note"] = newValue }
    }

    /// An order.
    package var order: String? {
        get { json[string: "order"] }
        set { json[string: "order"] = newValue }
    }

    /// A sample.
    package var audioPreviewURL: String? {
        get { json[string: "audioPreviewUrl"] }
        set { json[string: "audioPreviewUrl"] = newValue }
    }

    /// The name of a sample.
    package var previewAudio: String? {
        get { json[string: "previewAudio"] }
        set { json[string: "previewAudio"] = newValue }
    }

    /// Who reads it.
    package var readBy: String? {
        get { json[string: "readBy"] }
        set { json[string: "readBy"] = newValue }
    }

    /// Whether it may be shared.
    package var share: Bool? {
        get { json[bool: "share"] }
        set { json[bool: "share"] = newValue }
    }

    /// How far it is.
    package var status: YotoCardStatus {
        get { json[view: "status"] }
        set { json[view: "status"] = newValue }
    }

    /// Free words.
    package var tags: [String]? {
        get { json[strings: "tags"] }
        set { json[strings: "tags"] = newValue }
    }

    /// The feed of a podcast.
    package var feedURL: String? {
        get { json[string: "feedUrl"] }
        set { json[string: "feedUrl"] = newValue }
    }

    /// Episodes of a podcast.
    package var episodeCount: Int? {
        get { json[int: "numEpisodes"] }
        set { json[int: "numEpisodes"] = newValue }
    }

    /// `DESC` or `ASC`.
    package var playbackDirection: String? {
        get { json[string: "playbackDirection"] }
        set { json[string: "playbackDirection"] = newValue }
    }

    /// The series it belongs to.
    package var seriesTitle: String? {
        get { json[string: "seriestitle"] }
        set { json[string: "seriestitle"] = newValue }
    }

    /// Its place in the series.
    package var seriesOrder: String? {
        get { json[string: "seriesorder"] }
        set { json[string: "seriesorder"] = newValue }
    }

    /// An accent of the reader.
    package var accent: String? {
        get { json[string: "accent"] }
        set { json[string: "accent"] = newValue }
    }

    /// Whether it joins the family's library.
    package var addToFamilyLibrary: Bool? {
        get { json[bool: "addToFamilyLibrary"] }
        set { json[bool: "addToFamilyLibrary"] = newValue }
    }

    /// Whether it is hidden.
    package var isHidden: Bool? {
        get { json[bool: "hidden"] }
        set { json[bool: "hidden"] = newValue }
    }

    /// Whether it is visible.
    package var isVisible: Bool? {
        get { json[bool: "visible"] }
        set { json[bool: "visible"] = newValue }
    }
}
