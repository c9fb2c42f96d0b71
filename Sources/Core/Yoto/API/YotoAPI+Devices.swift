/// Players and their settings (`yoto-platform.md` §2.2, §2.3). All calls throw ``YotoAPIError`` or what the credentials
/// throw.
extension YotoAPI {
    /// The family's players.
    package func devices() async throws -> [YotoDevice] {
        try await objects("devices", of: YotoCall("GET", "/device-v2/devices/mine")).map(YotoDevice.init(json:))
    }

    /// A player with its settings, shortcuts and last known state.
    package func device(_ id: String) async throws -> YotoDeviceDetails {
        YotoDeviceDetails(json: try await object("device", of: YotoCall("GET", "/device-v2/{}/config", [id])))
    }

    /// Replaces all settings of a player: what is missing falls back to the firmware's defaults. Prefer
    /// ``updateConfig(of:_:)``.
    ///
    /// - Parameter name: renames the player when given.
    package func replaceConfig(
        of id: String, with config: YotoDeviceConfig, name: String? = nil
    ) async throws {
        var body: JSONObject = ["deviceId": .string(id)]
        body[string: "name"] = name
        body["config"] = .object(config.json)
        _ = try await response(to: YotoCall("PUT", "/device-v2/{}/config", [id]).sending(body))
    }

    /// Changes settings of a player: reads all of them, lets the closure change some, and writes all back, unknown ones
    /// included. Writes nothing when nothing has changed. There is no lock on Yoto's side: of two updates of one player
    /// at the same time the later one wins, so callers take turns.
    ///
    /// - Returns: the settings as they are now.
    @discardableResult
    package func updateConfig(
        of id: String, name: String? = nil, _ change: (inout YotoDeviceConfig) throws -> Void
    ) async throws -> YotoDeviceConfig {
        let before = try await device(id).config
        guard !before.json.isEmpty else {
            // Writing to what was not read would reset every setting that we did not name.
            throw YotoAPIError(.malformed, call: "GET /device-v2/{}/config", message: "the answer has no config")
        }
        var after = before
        try change(&after)
        if after != before || name != nil { try await replaceConfig(of: id, with: after, name: name) }
        return after
    }

    /// Gives a player another name.
    package func renameDevice(_ id: String, to name: String) async throws {
        try await updateConfig(of: id, name: name) { _ in }
    }

    /// Replaces what the right button of a player plays; read it first from ``device(_:)``.
    package func replaceShortcuts(of id: String, with shortcuts: YotoShortcuts) async throws {
        let call = try YotoCall("PUT", "/device-v2/{}/shortcuts", [id])
        _ = try await response(to: call.sending(["shortcuts": .object(shortcuts.json)]))
    }

    /// Tells a player something by way of the cloud (§2.5). Success means that the cloud has taken it; whether the
    /// player has done it, nobody says.
    package func send(_ command: YotoDeviceCommand, to id: String) async throws {
        let parts = command.name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let template = "/device-v2/{}/command" + String(repeating: "/{}", count: parts.count)
        _ = try await response(to: YotoCall("POST", template, [id] + parts).sending(command.payload))
    }
}
