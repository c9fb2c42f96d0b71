import Foundation

/// What a player plays. A command makes the next state of it; nothing here knows time or wires.
package struct PlaybackState: Sendable, Equatable {
    /// As `data/events` names it.
    package enum Status: String, Sendable { case playing, paused, stopped }

    /// Whether it plays.
    package var status = Status.stopped
    /// `none` when no card is active.
    package var cardID = "none"
    /// As in the card's JSON.
    package var chapterKey: String?
    /// As in the card's JSON.
    package var trackKey: String?
    /// Seconds from the start of the track.
    package var positionSeconds = 0
    /// 0…16.
    package var volume = 8
    /// 0…16, the cap.
    package var volumeLimit = 16
    /// Seconds until it stops by itself; 0 when no timer runs.
    package var sleepTimerSeconds = 0
    /// The track that plays, when the card is known.
    package var track: PlayedTrack?
    /// What caused the last change, as `data/events` names it.
    package var source = "remote"

    /// Percent of each of the 16 steps (`yoto-platform.md` §3.4).
    static let percentOfStep = [0, 7, 13, 19, 25, 32, 38, 44, 50, 57, 63, 69, 75, 82, 88, 94, 100]

    /// The volume in percent.
    package var volumePercent: Int { Self.percentOfStep[min(max(volume, 0), 16)] }

    /// The state after a command; `nil` when the player refuses it.
    func applying(_ command: PlayerCommand) -> PlaybackState? {
        var next = self
        switch command.name {
        case "volume/set":
            guard let percent = command.payload["volume"]?.integer, (0...100).contains(percent) else { return nil }
            next.volume = min(Self.step(ofPercent: percent), volumeLimit)
        case "sleep-timer/set":
            guard let seconds = command.payload["seconds"]?.integer, seconds >= 0 else { return nil }
            next.sleepTimerSeconds = seconds
        case "card/start":
            guard let uri = command.payload["uri"]?.text, let match = uri.wholeMatch(of: Self.cardURI) else {
                return nil
            }
            next.cardID = String(match.1)
            next.chapterKey = command.payload["chapterKey"]?.text
            next.trackKey = command.payload["trackKey"]?.text
            next.positionSeconds = command.payload["secondsIn"]?.integer ?? 0
            next.status = .playing
        case "card/pause": if status == .playing { next.status = .paused }
        case "card/resume": if status == .paused { next.status = .playing }
        case "card/stop", "reboot":
            next.status = .stopped
            next.cardID = "none"
            next.positionSeconds = 0
            next.track = nil
        default: break
        }
        return next
    }

    private static func step(ofPercent percent: Int) -> Int {
        percentOfStep.indices.min { abs(percentOfStep[$0] - percent) < abs(percentOfStep[$1] - percent) } ?? 0
    }

    // A regex is not Sendable; this one is a constant that nobody changes.
    private nonisolated(unsafe) static let cardURI = /https:\/\/yoto\.io\/([A-Za-z0-9]+)/
}
