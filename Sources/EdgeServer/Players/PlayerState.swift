import Core

/// All that is known of one player: one value, made from events, status reports, presence and the REST shadow.
///
/// A change is a pure function, ``applying(_:at:)``; the registry only keeps the result.
struct PlayerState: Sendable, Equatable, Codable {
    /// Yoto's id of the player.
    let id: String
    /// What the account's list says about it.
    var identity = Identity()
    /// Whether it is connected; `nil` while nothing is known.
    var isOnline: Bool?
    /// Since when, as far as we know.
    var presenceAt: Timestamp?
    /// Why it went off, in its own word, such as `userShutdown`; gone with the next sign of life.
    var shutdownReason: String?
    /// What plays.
    var playback = Playback()
    /// The present loudness.
    var volume: Volume?
    /// The user's cap in the present day or night mode.
    var volumeCap: Volume?
    /// The sleep timer.
    var sleepTimer = SleepTimer()
    /// Battery, disk, network and the like.
    var device = Device()
    /// When anything last came from it.
    var lastSeenAt: Timestamp?
    /// When `data/events` last came.
    var lastEventAt: Timestamp?
    /// When a status report last came, or the shadow was last written.
    var lastStatusAt: Timestamp?
    /// Whether all of it is from before this process started.
    var isOld = false

    init(id: String) { self.id = id }

    /// What the account's list says.
    struct Identity: Sendable, Equatable, Codable {
        /// The user's name for it; may be empty.
        var name = ""
        /// `v3`, `mini`, …
        var model = ""
        /// Two words that Yoto made up.
        var description = ""
    }

    /// What plays.
    struct Playback: Sendable, Equatable, Codable {
        /// `playing`, `paused`, `stopped`, `loading`, or a word of newer firmware.
        var status: String?
        /// `nil` when no card is active.
        var cardID: String?
        var cardUpdatedAt: String?
        var chapterKey: String?
        var chapterTitle: String?
        var trackKey: String?
        var trackTitle: String?
        /// Seconds; 0 for an endless stream.
        var trackLengthSeconds: Int?
        /// Seconds from the start at ``anchor``.
        var positionSeconds: Int?
        /// When the position was as it says.
        var anchor: Timestamp?
        var isWaiting: Bool?
        var isStreaming: Bool?
        var repeatsAll: Bool?
        /// What caused the last change: `card`, `remote`, `button`, …
        var source: String?
    }

    /// The sleep timer.
    struct SleepTimer: Sendable, Equatable, Codable {
        var isActive: Bool?
        /// What was left at ``anchor``.
        var seconds: Int?
        var anchor: Timestamp?
    }

    /// Battery, disk, network and the like; units as in ``PlayerStatusReport``.
    struct Device: Sendable, Equatable, Codable {
        var firmware: String?
        var product: String?
        var batteryPercent: Int?
        var isCharging: Bool?
        var powerSource: Int?
        var lightLevel: Int?
        var freeDiskKiB: Int?
        var totalDiskKiB: Int?
        var hasHeadphones: Bool?
        var hasBluetoothHeadphones: Bool?
        var displayBrightness: Int?
        var isDay: Bool?
        var nightLight: String?
        var batteryCelsius: Int?
        var deviceCelsius: Int?
        var isDownloading: Bool?
        var downloadRate: Int?
        var wifiDBm: Int?
        var uptimeSeconds: Int?
    }
}

extension PlayerState {
    /// Where the track is at a moment, extrapolated while it plays; never beyond the track's length if that is known.
    func position(at now: Timestamp) -> Int? { playback.position(at: now) }

    /// What is left of the sleep timer at a moment, in seconds; `nil` when none runs.
    func sleepTimerSeconds(at now: Timestamp) -> Int? {
        guard sleepTimer.isActive == true, let seconds = sleepTimer.seconds else { return nil }
        guard let anchor = sleepTimer.anchor else { return seconds }
        return max(0, seconds - max(0, Int(now.since(anchor).components.seconds)))
    }
}

extension PlayerState.Playback {
    /// Whether sound comes out, as far as we know.
    var isPlaying: Bool { status == "playing" }

    /// See ``PlayerState/position(at:)``.
    func position(at now: Timestamp) -> Int? {
        guard let positionSeconds else { return nil }
        guard isPlaying, isWaiting != true, let anchor else { return positionSeconds }
        let position = positionSeconds + max(0, Int(now.since(anchor).components.seconds))
        guard let length = trackLengthSeconds, length > 0 else { return position }
        return min(position, max(length, positionSeconds))
    }
}
