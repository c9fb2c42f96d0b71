import Core

/// A player's settings at Yoto: reading them, and changing some without touching the others.
struct PlayerSettingsService: Sendable {
    let cloud: PlayerCloud
    private let turnstile = Turnstile()

    init(cloud: PlayerCloud) { self.cloud = cloud }

    /// `{settings: {…}, alarms: […], shortcuts: {…}}`
    ///
    /// - Throws: `Problem` 409 and 502 about the Yoto account.
    func read(_ playerID: String) async throws -> JSONObject {
        let details = try await yoto { try await cloud.details(playerID) }
        var shown = Self.shown(details.config)
        shown["name"] = details.name.map(JSONValue.string)
        shown["shortcuts"] = details.json["shortcuts"]
        return shown
    }

    /// Reads all settings, changes what is named, and writes all back.
    ///
    /// - Returns: the settings as they are now.
    func change(_ playerID: String, _ change: SettingsChange) async throws -> JSONObject {
        let config = try await yoto {
            try await turnstile.pass(playerID) {
                try await cloud.updateConfig(playerID, change.name) { try change.apply(to: &$0) }
            }
        }
        return Self.shown(config)
    }

    private static func shown(_ config: YotoDeviceConfig) -> JSONObject {
        var settings = JSONObject()
        for setting in PlayerSetting.all { settings[setting.name] = setting.shown(in: config) }
        return [
            "settings": .object(settings),
            "alarms": .array((config.alarms ?? []).map { .object($0.json) }),
        ]
    }

    private func yoto<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let failure as TokenFailure {
            throw failure.problem
        } catch let error as YotoAPIError {
            throw Problem(.yotoUnavailable, "Yoto did not do it: \(error.code.rawValue).")
        }
    }
}
