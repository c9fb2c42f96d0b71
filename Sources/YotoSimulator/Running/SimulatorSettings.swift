import Synchronization

/// What may be switched while the simulator runs. Times are whole seconds by its clock.
package struct SimulatorSettings: Sendable, Equatable, Codable {
    /// Whether consent is given without a click, in the browser and for devices.
    package var autoApprove = false
    /// Life of an access token.
    package var accessTokenSeconds = 86_400
    /// Life of a refresh token from its issue; `nil` for one without an end.
    package var refreshTokenSeconds: Int?
    /// Life of an authorization code and of a consent page.
    package var codeSeconds = 600
    /// Life of a device code.
    package var deviceCodeSeconds = 300
    /// Least time between two polls of a device.
    package var deviceIntervalSeconds = 5
    /// Whether each refresh gives a new refresh token and ends the old one; otherwise answers hold none (F-oauth-12).
    package var rotatesRefreshTokens = true
    /// Whether the second use of a refresh token ends its descendants too, as Auth0 does.
    package var reuseEndsLogin = true
    /// Scopes that are never granted, although the client may ask for them: the answer's `scope` is then smaller.
    package var withheldScopes: [String] = []
    /// How many answers of a transcode are pending before it is complete.
    package var transcodePolls = 3
    /// Whether the first answer of a transcode is a bare 404, as some clients saw.
    package var transcodeStartsWith404 = false
    /// Whether transcodes end in `failed`.
    package var transcodeFails = false
    /// Whether a complete transcode has the older shape: numeric channels, AAC, no progress (F-med-5).
    package var transcodeIsOldShape = false
    /// How long reads after a write of a card show the version before it.
    package var staleReadSeconds = 0

    /// Yoto's own behaviour, as far as known.
    package init() {}

    /// Settings of which none is `nil`, so that their JSON has every key.
    static let everyKey: SimulatorSettings = {
        var settings = SimulatorSettings()
        settings.refreshTokenSeconds = 0
        return settings
    }()
}

/// Settings that handlers read and tests change.
package final class SettingsBox: Sendable {
    private let value: Mutex<SimulatorSettings>

    init(_ value: SimulatorSettings) {
        self.value = Mutex(value)
    }

    /// The settings now.
    package var current: SimulatorSettings { value.withLock { $0 } }

    /// Changes some of them at once.
    package func update(_ change: (inout SimulatorSettings) -> Void) {
        value.withLock { change(&$0) }
    }
}
