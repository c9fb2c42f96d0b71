/// A track as a player needs it, from the card's JSON.
package struct PlayedTrack: Sendable, Equatable {
    /// Literally as in the card.
    package var chapterKey: String
    /// Literally as in the card.
    package var trackKey: String
    var chapterTitle: String
    var trackTitle: String
    /// 0 for streams.
    var seconds: Int
    /// Where it comes from, when it is a stream.
    var streamURL: String?

    /// All tracks of a card in order.
    static func all(of card: WireJSON) -> [PlayedTrack] {
        (card["content"]?["chapters"]?.elements ?? []).flatMap { chapter in
            (chapter["tracks"]?.elements ?? []).map { track in
                let isStream = track["type"]?.text == "stream"
                return PlayedTrack(
                    chapterKey: chapter["key"]?.text ?? "", trackKey: track["key"]?.text ?? "",
                    chapterTitle: chapter["title"]?.text ?? "", trackTitle: track["title"]?.text ?? "",
                    seconds: isStream ? 0 : track["duration"]?.integer ?? 0,
                    streamURL: isStream ? track["trackUrl"]?.text : nil)
            }
        }
    }

    static func first(of cardID: String, in card: WireJSON?) -> PlayedTrack? { card.flatMap { all(of: $0).first } }

    /// The one after another; `nil` at the end.
    static func following(_ track: PlayedTrack, in card: WireJSON?) -> PlayedTrack? {
        let tracks = card.map(all) ?? []
        guard let index = tracks.firstIndex(of: track), index + 1 < tracks.count else { return nil }
        return tracks[index + 1]
    }
}

extension PlaybackState {
    /// Takes up a track.
    mutating func play(_ track: PlayedTrack) {
        self.track = track
        chapterKey = track.chapterKey
        trackKey = track.trackKey
    }
}

/// What somebody does with a player.
package enum PlayerAction: Sendable, Equatable {
    /// Puts a card in.
    case insert(cardID: String)
    /// Takes it out.
    case remove
    /// Turns the right knob so many steps.
    case turn(steps: Int)
    /// Presses the left knob: pause or resume.
    case press

    /// As `data/events` names the cause.
    var source: String {
        switch self {
        case .insert, .remove: "card"
        case .turn, .press: "button"
        }
    }
}

/// What happened to a player.
enum Happening: Sendable, Equatable {
    case online(Bool)
    case command(name: String, body: String, isDone: Bool)
    case changed(from: PlaybackState, to: PlaybackState)
}

/// One request of a player to a stream.
package struct StreamFetch: Sendable, Equatable {
    /// Where.
    package var url: String
    /// The `Range` it sent, if any.
    package var range: String?
    /// What was answered; 0 for nothing.
    package var status: Int
    /// Bytes of the body.
    package var bytes: Int
}
