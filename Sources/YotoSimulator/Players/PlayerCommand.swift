package import Foundation

/// A command that reached the cloud for a player (`yoto-platform.md` §2.5 and §3.7).
package struct PlayerCommand: Sendable, Equatable {
    /// By the simulator's clock.
    package var at: Date
    /// `card/start`, `volume/set`, `status`, …
    package var name: String
    /// The payload; an empty object when there was none.
    package var payload: WireJSON
    /// Whether the player was online to hear it.
    package var wasHeard: Bool

    static let names: Set<String> = [
        "events/request", "status/request", "status", "volume/set", "ambients/set", "sleep-timer/set", "card/start",
        "card/pause", "card/resume", "card/stop", "reboot", "bluetooth/on", "bluetooth/off", "bluetooth/delete-bonds",
        "bluetooth/connect", "bluetooth/disconnect", "bluetooth/state", "display/preview",
    ]
}
