/// What the right button plays at its first, second, … press (`yoto-platform.md` §2.3).
package struct YotoShortcuts: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// By day.
    package var day: [YotoShortcut] {
        get { mode("day") }
        set { setMode("day", newValue) }
    }

    /// By night.
    package var night: [YotoShortcut] {
        get { mode("night") }
        set { setMode("night", newValue) }
    }

    private func mode(_ name: String) -> [YotoShortcut] {
        json["modes"]?[name]?.object?[views: "content"] ?? []
    }

    private mutating func setMode(_ name: String, _ shortcuts: [YotoShortcut]) {
        var modes = json["modes"]?.object ?? JSONObject()
        var mode = modes[name]?.object ?? JSONObject()
        mode[views: "content"] = shortcuts
        modes[name] = .object(mode)
        json["modes"] = .object(modes)
    }
}

extension YotoShortcuts {
    /// 40 hexadecimal digits.
    package var versionID: String? {
        get { json[string: "versionId"] }
        set { json[string: "versionId"] = newValue }
    }
}

/// One press of the right button.
package struct YotoShortcut: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }

    /// Plays a track; keys are literal.
    package init(card: String, chapter: String, track: String) {
        json = [
            "cmd": "track-play",
            "params": ["card": .string(card), "chapter": .string(chapter), "track": .string(track)],
        ]
    }

    /// The card to play.
    package var card: String? { json["params"]?["card"]?.text }
    /// The key of the chapter to play.
    package var chapter: String? { json["params"]?["chapter"]?.text }
    /// The key of the track to play; `<yyyymmdd>` stands for today's.
    package var track: String? { json["params"]?["track"]?.text }
}

extension YotoShortcut {
    /// `track-play`.
    package var command: String? {
        get { json[string: "cmd"] }
        set { json[string: "cmd"] = newValue }
    }
}
