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

    /// How it got at its streams, oldest first.
    package private(set) var fetches: [StreamFetch] = []
    /// What happens to it, for its radio. The latest 1,000 wait.
    nonisolated let happenings: AsyncStream<Happening>
    /// Finds a card that the family can see.
    private var catalog: @Sendable (String) async -> WireJSON? = { _ in nil }
    private let happen: AsyncStream<Happening>.Continuation
    private let clock: SimulatorClock
    /// Until when time was counted into the position.
    private var counted: Date
    private var listing: WireJSON
    private var device: WireJSON
    private var shadow: WireJSON

    init(listing: WireJSON, device: WireJSON, clock: SimulatorClock) {
        self.clock = clock
        counted = clock.now
        (happenings, happen) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1_000))
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
        guard isOnline != self.isOnline else { return }
        if !isOnline { playback.status = .stopped }
        self.isOnline = isOnline
        happen.yield(.online(isOnline))
    }

    /// Tells it where cards are.
    func use(catalog: @escaping @Sendable (String) async -> WireJSON?) { self.catalog = catalog }

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
    func receive(_ name: String, payload: WireJSON, body: String? = nil) async -> Bool {
        let command = PlayerCommand(at: clock.now, name: name, payload: payload, wasHeard: isOnline)
        commands.append(command)
        if commands.count > 1_000 { commands.removeFirst(100) }
        guard isOnline else { return false }
        let played = await track(for: command)
        count()
        var next = played == .unknown ? nil : playback.applying(command)
        if case .found(let track) = played { next?.play(track) }
        let text = body ?? (payload.members?.isEmpty ?? true ? "" : String(decoding: payload.data, as: UTF8.self))
        happen.yield(.command(name: name, body: text, isDone: next != nil))
        guard let next else { return false }
        change(to: next)
        if name == "status" || name == "status/request" { report() }
        if name == "bluetooth/on", payload["mode"]?.text == "bt_speaker" { setOnline(false) }
        return true
    }

    /// Does what somebody does with their hands.
    package func act(_ action: PlayerAction) async {
        guard isOnline else { return }
        count()
        var next = playback
        switch action {
        case .insert(let cardID):
            guard let track = await PlayedTrack.first(of: cardID, in: catalog(cardID)) else { return }
            next.cardID = cardID
            next.positionSeconds = 0
            next.status = .playing
            next.play(track)
        case .remove:
            next.status = .stopped
            next.cardID = "none"
            next.track = nil
        case .turn(let steps): next.volume = min(max(next.volume + steps, 0), next.volumeLimit)
        case .press: next.status = next.status == .playing ? .paused : next.status == .paused ? .playing : .stopped
        }
        next.source = action.source
        change(to: next)
    }

    /// Lets time pass: positions move, tracks end, sleep timers stop. To be called now and then.
    func tick() async {
        let seconds = count()
        guard seconds > 0 else { return }
        var next = playback
        if next.sleepTimerSeconds > 0 {
            next.sleepTimerSeconds = max(0, next.sleepTimerSeconds - seconds)
            if next.sleepTimerSeconds == 0 { next.status = .stopped }
        }
        if next.status == .playing, let track = next.track, track.seconds > 0, next.positionSeconds >= track.seconds {
            if let following = PlayedTrack.following(track, in: await catalog(next.cardID)) {
                next.positionSeconds = 0
                next.play(following)
            } else {
                next.status = .stopped
                next.cardID = "none"
                next.track = nil
            }
        }
        if next != playback { change(to: next) }
    }

    /// Notes a request to a stream.
    func note(_ fetch: StreamFetch) {
        fetches.append(fetch)
        if fetches.count > 1_000 { fetches.removeFirst(100) }
    }

    private enum Played: Equatable {
        case none
        case unknown
        case found(PlayedTrack)
    }

    /// Keys are compared literally: `"8"` is not `"08"` (`yoto-platform.md` §3.7).
    private func track(for command: PlayerCommand) async -> Played {
        guard command.name == "card/start", let uri = command.payload["uri"]?.text else { return .none }
        let cardID = String(uri.split(separator: "/").last ?? "")
        guard let card = await catalog(cardID) else { return .none }
        let (chapter, track) = (command.payload["chapterKey"]?.text, command.payload["trackKey"]?.text)
        let found = PlayedTrack.all(of: card).first {
            (chapter == nil || $0.chapterKey == chapter) && (track == nil || $0.trackKey == track)
        }
        return found.map(Played.found) ?? .unknown
    }

    /// Counts the time since the last look into the position.
    ///
    /// - Returns: the whole seconds that passed.
    @discardableResult
    private func count() -> Int {
        let seconds = Int(clock.now.timeIntervalSince(counted))
        guard seconds > 0 else { return 0 }
        counted += TimeInterval(seconds)
        guard playback.status == .playing else { return seconds }
        playback.positionSeconds += seconds
        if let length = playback.track?.seconds, length > 0 {
            playback.positionSeconds = min(playback.positionSeconds, length)
        }
        return seconds
    }

    private func change(to next: PlaybackState) {
        let before = playback
        playback = next
        if next.status == .playing, before.status != .playing { counted = clock.now }
        if next != before { happen.yield(.changed(from: before, to: next)) }
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
