/// What happens on an interactive card at the end of a track and at the two buttons.
package struct YotoTrackEvents: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoTrackEvents {
    /// At its end.
    package var onEnd: YotoTrackEvent {
        get { json[view: "onEnd"] }
        set { json[view: "onEnd"] = newValue }
    }

    /// At the left button.
    package var onLeftButton: YotoTrackEvent {
        get { json[view: "onLhb"] }
        set { json[view: "onLhb"] = newValue }
    }

    /// At the right button.
    package var onRightButton: YotoTrackEvent {
        get { json[view: "onRhb"] }
        set { json[view: "onRhb"] = newValue }
    }
}

/// One thing that happens.
package struct YotoTrackEvent: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// What the command needs, as it is.
    package var parameters: JSONObject {
        get { json["params"]?.object ?? JSONObject() }
        set { json["params"] = .object(newValue) }
    }
}

extension YotoTrackEvent {
    /// `stop`, `repeat` or `goto`.
    package var command: String? {
        get { json[string: "cmd"] }
        set { json[string: "cmd"] = newValue }
    }
}
