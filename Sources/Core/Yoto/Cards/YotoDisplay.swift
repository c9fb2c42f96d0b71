/// What the player's display shows.
package struct YotoDisplay: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoDisplay {
    /// `yoto:#<mediaId>`, or an address in resolved cards.
    package var icon16x16: String? {
        get { json[string: "icon16x16"] }
        set { json[string: "icon16x16"] = newValue }
    }
}

/// The picture of a card.
package struct YotoCover: JSONView {
    /// All members, known and unknown.
    package var json: JSONObject

    package init(json: JSONObject) { self.json = json }
}

extension YotoCover {
    /// Its address.
    package var imageL: String? {
        get { json[string: "imageL"] }
        set { json[string: "imageL"] = newValue }
    }
}
