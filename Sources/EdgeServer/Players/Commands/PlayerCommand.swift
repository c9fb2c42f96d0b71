import Core

/// What can be asked of a player, as `POST /api/players/{id}/commands` takes it.
enum PlayerCommand: Sendable, Equatable {
    /// Plays a card of the family.
    case play(Start)
    case pause
    case resume
    case stop
    /// To the next track of the card.
    case next
    /// To the track before, or to the start of this one when more than three seconds of it were heard.
    case previous
    /// To so many seconds from the start of the track.
    case seek(seconds: Int)
    case volume(Volume)
    /// Stops after so many seconds; 0 switches the timer off.
    case sleepTimer(seconds: Int)
    /// Each 0…255; all 0 is off.
    case ambientLight(red: Int, green: Int, blue: Int)
    /// Shows an icon for some seconds.
    case displayIcon(uri: String, seconds: Int, isAnimated: Bool)
    case reboot
    case bluetooth(Bluetooth)

    /// What `card/start` takes.
    struct Start: Sendable, Equatable {
        var cardID: String
        /// Literally as in the card's JSON.
        var chapterKey: String?
        /// Literally as in the card's JSON.
        var trackKey: String?
        /// Seconds into the track.
        var secondsIn = 0
        /// Stops at this second of the track; 0 does not.
        var cutOff = 0
        /// Whether any button ends it.
        var anyButtonStops = false
    }

    enum Bluetooth: String, Sendable, CaseIterable {
        case on, off, connect, disconnect
        case deleteBonds = "delete-bonds"
        case state
        /// The player becomes a loudspeaker and leaves MQTT until somebody ends it on the player.
        case speaker
    }

    /// Its name in the API.
    var name: String {
        switch self {
        case .play: "play"
        case .pause: "pause"
        case .resume: "resume"
        case .stop: "stop"
        case .next: "next"
        case .previous: "previous"
        case .seek: "seek"
        case .volume: "volume"
        case .sleepTimer: "sleepTimer"
        case .ambientLight: "ambientLight"
        case .displayIcon: "displayIcon"
        case .reboot: "reboot"
        case .bluetooth: "bluetooth"
        }
    }

    /// Whether the card's chapters must be known to carry it out.
    var needsChapters: Bool {
        switch self {
        case .next, .previous: true
        default: false
        }
    }
}
