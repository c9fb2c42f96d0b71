import Foundation

/// One player: what the cloud knows of it, and what it does with commands.
package actor SimulatedPlayer {
    /// 24 characters that start with `y2`.
    package nonisolated let deviceID: String
    /// Whether it hears commands.
    package private(set) var isOnline: Bool
    /// The whole config block, as the next `GET` shows it.
    package private(set) var config: WireJSON
    /// Shortcuts with their `versionId`.
    package private(set) var shortcuts: WireJSON
    /// What it plays.
    package private(set) var playback = PlaybackState()
    /// The last 1,000 commands, oldest first.
    package private(set) var commands: [PlayerCommand] = []

    private let clock: SimulatorClock
    private var listing: WireJSON
    private var device: WireJSON
    private var shadow: WireJSON

    init(listing: WireJSON, device: WireJSON, clock: SimulatorClock) {
        self.clock = clock
        self.listing = listing
        deviceID = listing["deviceId"]?.text ?? ""
        isOnline = listing["online"]?.flag ?? false
        config = device["config"] ?? FirmwareDefaults.config
        shortcuts = device["shortcuts"] ?? [:]
        shadow = device["status"] ?? [:]
        self.device = device
        for key in ["deviceId", "name", "deviceType", "deviceFamily", "deviceGroup", "generation", "formFactor"] {
            self.device[key] = listing[key]
        }
        shadow["deviceId"] = .string(deviceID)
        playback.volumeLimit = config["maxVolumeLimit"]?.text.flatMap { Int($0) } ?? 16
    }

    /// The user's name for it; may be empty.
    package var name: String { listing["name"]?.text ?? "" }

    /// Its element of `devices/mine` (`yoto-platform.md` §2.2).
    var entry: WireJSON {
        var entry = listing
        entry["online"] = .bool(isOnline)
        return entry
    }

    /// What the config endpoint shows (`yoto-platform.md` §2.3).
    var document: WireJSON {
        var document = device
        document["online"] = .bool(isOnline)
        document["config"] = config
        document["shortcuts"] = shortcuts
        document["status"] = shadow
        return document
    }

    /// Puts it on or off the network.
    package func setOnline(_ isOnline: Bool) {
        self.isOnline = isOnline
    }

    /// Replaces the whole config; keys that are missing fall back to the firmware's defaults.
    ///
    /// - Throws: `CloudError` 400 when a value has not its wire type.
    func replaceConfig(_ request: WireJSON) throws {
        if let id = request["deviceId"]?.text, id != deviceID {
            throw CloudError.badRequest("deviceId does not match the path.")
        }
        guard let given = request["config"]?.members else { throw CloudError.badRequest("config is required.") }
        for (key, value) in given.sorted(by: { $0.key < $1.key }) {
            guard let usual = FirmwareDefaults.config[key], !value.hasTypeOf(usual) else { continue }
            throw CloudError.badRequest("config.\(key) has the wrong type.")
        }
        if let alarms = given["alarms"]?.elements, !alarms.allSatisfy({ $0.text != nil }) {
            throw CloudError.badRequest("config.alarms must be strings.")
        }
        config = .object((FirmwareDefaults.config.members ?? [:]).merging(given) { _, new in new })
        playback.volumeLimit = config["maxVolumeLimit"]?.text.flatMap { Int($0) } ?? 16
        if let name = request["name"]?.text { rename(name) }
    }

    /// Replaces the shortcuts and gives them a new version.
    ///
    /// - Throws: `CloudError` 400.
    func replaceShortcuts(_ request: WireJSON) throws {
        guard var new = request["shortcuts"], let modes = new["modes"]?.members else {
            throw CloudError.badRequest("shortcuts.modes is required.")
        }
        for (mode, value) in modes {
            guard let content = value["content"]?.elements, content.allSatisfy({ $0["cmd"]?.text != nil }) else {
                throw CloudError.badRequest("shortcuts.modes.\(mode).content must be a list of commands.")
            }
        }
        new["versionId"] = .string(Secret.hex((0..<20).map { _ in UInt8.random(in: 0...255) }))
        shortcuts = new
    }

    /// Takes a command. The cloud accepts it in any case; only an online player hears it.
    ///
    /// - Returns: whether the player did it.
    @discardableResult
    func receive(_ name: String, payload: WireJSON) -> Bool {
        let command = PlayerCommand(at: clock.now, name: name, payload: payload, wasHeard: isOnline)
        commands.append(command)
        if commands.count > 1_000 { commands.removeFirst(100) }
        guard isOnline, let next = playback.applying(command) else { return false }
        playback = next
        if name == "status" || name == "status/request" { report() }
        return true
    }

    /// Brings the shadow up to date, as a player's report does.
    private func report() {
        shadow["activeCard"] = .string(playback.cardID)
        shadow["playingStatus"] = .int(playback.status == .playing ? 1 : 0)
        shadow["userVolume"] = .int(playback.volumePercent)
        shadow["updatedAt"] = .string(clock.timestamp)
        shadow["utcTime"] = .int(Int(clock.now.timeIntervalSince1970))
    }

    private func rename(_ name: String) {
        listing["name"] = .string(name)
        listing["hasUserGivenName"] = .bool(!name.isEmpty)
        device["name"] = .string(name)
    }
}

extension WireJSON {
    /// Whether two values have one JSON type; all numbers are of one.
    fileprivate func hasTypeOf(_ other: WireJSON) -> Bool {
        switch (self, other) {
        case (.null, .null), (.bool, .bool), (.string, .string), (.array, .array), (.object, .object): true
        case (.int, .int), (.int, .double), (.double, .int), (.double, .double): true
        default: false
        }
    }
}
