/// `data/events`: what plays, only what changed (`yoto-platform.md` §3.4). Absent is `nil`; zero and false are values.
package struct PlayerEventReport: Sendable, Equatable {
    /// When it happened, by the player's clock.
    package var at: Timestamp?
    /// `playing`, `paused`, `stopped`, `loading`, or what newer firmware may say.
    package var playbackStatus: String?
    /// Buffering, or waiting between tracks.
    package var isWaiting: Bool?
    /// Whether the track comes from the network.
    package var isStreaming: Bool?
    /// The card; `none` when nothing is active.
    package var cardID: String?
    /// The version of the card that the player has.
    package var cardUpdatedAt: String?
    /// As in the card's JSON, literally.
    package var chapterKey: String?
    /// The chapter's title.
    package var chapterTitle: String?
    /// As in the card's JSON, literally.
    package var trackKey: String?
    /// The track's title.
    package var trackTitle: String?
    /// Seconds; 0 for an endless stream.
    package var trackLengthSeconds: Int?
    /// Seconds from the start of the track.
    package var positionSeconds: Int?
    /// The present step.
    package var volume: Volume?
    /// The user's cap in the present day or night mode.
    package var volumeCap: Volume?
    /// Whether the card starts again at its end.
    package var repeatsAll: Bool?
    /// Whether a sleep timer runs.
    package var sleepTimerActive: Bool?
    /// What is left of it, in seconds.
    package var sleepTimerSeconds: Int?
    /// What caused it: `card`, `remote`, `button`, …
    package var source: String?
    /// Of the legacy topic only.
    package var isOnline: Bool?
    /// The request that this answers.
    package var requestID: String?

    /// Reads a payload leniently.
    package init(_ object: JSONObject) {
        at = object.moment("eventUtc")
        playbackStatus = object.line("playbackStatus")
        isWaiting = object.flag("playbackWait")
        isStreaming = object.flag("streaming")
        cardID = object.line("cardId")
        cardUpdatedAt = object.line("cardUpdatedAt")
        chapterKey = object.line("chapterKey")
        chapterTitle = object.line("chapterTitle")
        trackKey = object.line("trackKey")
        trackTitle = object.line("trackTitle")
        trackLengthSeconds = object.int("trackLength", in: 0...10_000_000)
        positionSeconds = object.int("position", in: 0...10_000_000)
        volume = object.int("volume", in: 0...16).map(Volume.init(step:))
        volumeCap = object.int("volumeMax", in: 0...16).map(Volume.init(step:))
        repeatsAll = object.flag("repeatAll")
        sleepTimerActive = object.flag("sleepTimerActive")
        sleepTimerSeconds = object.int("sleepTimerSeconds", in: 0...10_000_000)
        source = object.line("source")
        isOnline = object.flag("online")
        requestID = object.line("requestId")
    }
}
