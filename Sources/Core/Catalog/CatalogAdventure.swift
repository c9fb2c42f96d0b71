/// A choose-your-own-adventure: scenes, and what the player's two buttons choose at the end of each.
package struct CatalogAdventure: Codable, Equatable, Sendable {
    /// The first scene's id.
    package var start: String
    /// In the order of the script.
    package var scenes: [Scene]

    /// One scene. A scene without choices is an ending.
    package struct Scene: Codable, Equatable, Sendable {
        /// The anchor of the scene's heading on the card's page.
        package var id: String
        /// The heading's words.
        package var title: String
        /// Key of the track that speaks the scene.
        package var track: String?
        /// At most two: the left button's, then the right button's.
        package var choices: [Choice]

        package init(id: String, title: String, track: String?, choices: [Choice]) {
            self.id = id
            self.title = title
            self.track = track
            self.choices = choices
        }
    }

    /// Where a button leads.
    package struct Choice: Codable, Equatable, Sendable {
        /// The link's words: what a listener decides.
        package var label: String
        /// Id of a scene.
        package var scene: String

        package init(label: String, scene: String) {
            self.label = label
            self.scene = scene
        }
    }

    package init(start: String, scenes: [Scene]) {
        self.start = start
        self.scenes = scenes
    }
}
