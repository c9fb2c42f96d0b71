import Core
import Foundation

/// What one message adds to a family's listening: pure, from the states before and after it.
struct ListeningChange: Sendable, Equatable {
    /// Where a listener stopped.
    struct Resume: Sendable, Equatable {
        /// Literally as in the card's JSON.
        var chapterKey: String
        /// Literally as in the card's JSON.
        var trackKey: String
        /// Seconds into the track.
        var positionSeconds: Int
        var at: Timestamp
    }

    var playerID: String
    var cardID: String
    /// When it was heard.
    var at: Timestamp
    /// Seconds of sound.
    var seconds = 0
    /// Whether the card was started.
    var starts = 0
    /// Whether a track was heard to its end.
    var finishes = 0
    /// Whether a track was left well before its end.
    var skips = 0
    /// Where it is now; `nil` when that is not known.
    var resume: Resume?

    /// Longer silences than this count as no listening: a player that plays tells at least every five minutes.
    static let longestGap: Duration = .seconds(600)
    /// A track that is left so many seconds before its end was heard to its end.
    static let endMargin = 10

    /// - Parameter mark: until when sound was counted already; `nil` when the player did not play.
    /// - Returns: `nil` when nothing was heard, started or left.
    init?(before: PlayerState, after: PlayerState, since mark: Timestamp?, at now: Timestamp) {
        let (old, new) = (before.playback, after.playback)
        guard let card = old.cardID ?? new.cardID else { return nil }
        (playerID, cardID, at) = (after.id, card, now)
        if old.isPlaying, old.isWaiting != true, let mark {
            let gap = now.since(mark)
            if gap > .zero, gap <= Self.longestGap { seconds = Int(gap.components.seconds) }
        }
        if old.cardID != nil, Self.hasLeftTrack(old, new) {
            if let length = old.trackLengthSeconds, length > 0, let reached = old.position(at: now) {
                if reached >= length - Self.endMargin { finishes = 1 } else if old.isPlaying { skips = 1 }
            }
        }
        if old.cardID != nil, let chapter = old.chapterKey, let track = old.trackKey, let place = old.position(at: now)
        {
            resume = Resume(chapterKey: chapter, trackKey: track, positionSeconds: place, at: now)
        }
        guard seconds > 0 || finishes > 0 || skips > 0 else { return nil }
    }

    /// The start of a card, if the message is one.
    init?(startBefore before: PlayerState, after: PlayerState, at now: Timestamp) {
        guard let card = after.playback.cardID, after.playback.isPlaying,
            before.playback.cardID != card || before.playback.status == "stopped" || before.playback.status == nil
        else { return nil }
        (playerID, cardID, at, starts) = (after.id, card, now, 1)
    }

    private static func hasLeftTrack(_ old: PlayerState.Playback, _ new: PlayerState.Playback) -> Bool {
        old.cardID != new.cardID || old.chapterKey != new.chapterKey || old.trackKey != new.trackKey
            || (old.isPlaying && new.status == "stopped")
    }
}
