/// What a card plays and how (`yoto-platform.md` §2.6.1).
package struct YotoCardContent: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoCardContent {
    /// At least one in a card that is saved; none in lists.
    package var chapters: [YotoChapter] {
        get { json[views: "chapters"] }
        set { json[views: "chapters"] = newValue }
    }

    /// `yoto_Player`.
    package var activity: String? {
        get { json[string: "activity"] }
        set { json[string: "activity"] = newValue }
    }

    /// `1`.
    package var version: String? {
        get { json[string: "version"] }
        set { json[string: "version"] = newValue }
    }

    /// `linear` or `interactive`.
    package var playbackType: String? {
        get { json[string: "playbackType"] }
        set { json[string: "playbackType"] = newValue }
    }

    /// Whether it is restricted.
    package var isRestricted: Bool? {
        get { json[bool: "restricted"] }
        set { json[bool: "restricted"] = newValue }
    }

    /// Whether it is hidden.
    package var isHidden: Bool? {
        get { json[bool: "hidden"] }
        set { json[bool: "hidden"] = newValue }
    }

    /// How it plays.
    package var config: YotoCardConfig {
        get { json[view: "config"] }
        set { json[view: "config"] = newValue }
    }

    /// How it is edited.
    package var editSettings: YotoCardEditSettings {
        get { json[view: "editSettings"] }
        set { json[view: "editSettings"] = newValue }
    }

    /// The picture of old cards; new ones have it in their metadata.
    package var cover: YotoCover {
        get { json[view: "cover"] }
        set { json[view: "cover"] = newValue }
    }
}
