import Core

/// Decides which rules fire, as a pure state machine: it is told of events and of the passing of time, and says what is
/// to be done. It never does anything itself.
struct RuleEngine: Sendable {
    /// Something that is to be done now.
    struct Order: Sendable, Equatable {
        var ruleID: String
        var playerID: String
        var command: PlayerCommand
    }

    /// A volume that goes down step by step.
    private struct Fade: Sendable {
        var ruleID: String
        var playerID: String
        var from: Int
        var to: Int
        var start: Timestamp
        var seconds: Int
    }

    var rules: [Rule] = []
    private let household: HouseholdDay
    private var lastTick: Timestamp?
    /// Since when each player plays, or is offline.
    private var playingSince: [String: Timestamp] = [:]
    private var offlineSince: [String: Timestamp] = [:]
    /// Rules of states that have fired and wait for the state to end, as `rule player`.
    private var fired: Set<String> = []
    /// The day on which a rule of a time last fired, by the same key: in the hour that comes twice, once is enough.
    private var firedOn: [String: String] = [:]
    private var fades: [Fade] = []

    init(household: HouseholdDay = HouseholdDay()) { self.household = household }

    /// Something happened to a player.
    mutating func hear(_ event: PlayerEvent, player: PlayerState) -> [Order] {
        // Somebody who turns the knob wants that volume: a fade ends.
        if event.changes["volume"] != nil, let step = player.volume?.step {
            fades.removeAll { $0.playerID == player.id && step > $0.from }
        }
        return rules.filter { $0.isEnabled && $0.applies(to: player.id) }.flatMap { rule -> [Order] in
            switch rule.when {
            case .event(let kind): event.kind.rawValue == kind ? begin(rule, player, at: event.arrivedAt) : []
            case .card(let card):
                if case .string(let new)? = event.changes["cardId"]?.after, card == nil || card == new {
                    begin(rule, player, at: event.arrivedAt)
                } else {
                    []
                }
            case .time, .playing, .battery, .offline: []
            }
        }
    }

    /// Time passed; to be called several times a minute.
    mutating func tick(_ players: [PlayerState], at now: Timestamp) -> [Order] {
        let last = lastTick ?? now
        lastTick = now
        for player in players { note(player, at: now) }
        var orders: [Order] = []
        for rule in rules where rule.isEnabled {
            for player in players where rule.applies(to: player.id) {
                if isDue(rule, player, from: last, to: now) { orders += begin(rule, player, at: now) }
            }
        }
        return orders + fadeSteps(players, at: now)
    }

    private mutating func note(_ player: PlayerState, at now: Timestamp) {
        let isPlaying = player.playback.isPlaying && player.isOnline == true
        playingSince[player.id] = isPlaying ? playingSince[player.id] ?? now : nil
        offlineSince[player.id] = player.isOnline == false ? offlineSince[player.id] ?? player.presenceAt ?? now : nil
    }

    private mutating func isDue(_ rule: Rule, _ player: PlayerState, from last: Timestamp, to now: Timestamp) -> Bool {
        let key = rule.id + " " + player.id
        let holds: Bool
        switch rule.when {
        case .time(let days, let minute):
            guard isMinute(minute, on: days, from: last, to: now) else { return false }
            let day = household.text(of: now)
            return firedOn.updateValue(day, forKey: key) != day
        case .playing(let minutes): holds = Self.lasts(playingSince[player.id], minutes, now)
        case .offline(let minutes): holds = Self.lasts(offlineSince[player.id], minutes, now)
        case .battery(let percent):
            holds = player.device.isCharging != true && player.device.batteryPercent.map { $0 <= percent } ?? false
        case .event, .card: return false
        }
        guard holds else {
            fired.remove(key)
            return false
        }
        return fired.insert(key).inserted
    }

    /// Whether a minute of the day has come. In a daylight-saving gap it comes with the next valid one
    /// (`design.md` §11.3); after a pause of hours it is over.
    private func isMinute(_ minute: Int, on days: [Bool], from last: Timestamp, to now: Timestamp) -> Bool {
        let (before, after) = (household.place(of: last), household.place(of: now))
        let isNew = before.minute < minute || before.weekday != after.weekday || after.minute < before.minute
        return now > last && now.since(last) < .seconds(7200) && isNew && days[after.weekday]
            && (minute..<minute + 60).contains(after.minute)
    }

    private static func lasts(_ start: Timestamp?, _ minutes: Int, _ now: Timestamp) -> Bool {
        start.map { now.since($0) >= .seconds(minutes * 60) } ?? false
    }

    private mutating func begin(_ rule: Rule, _ player: PlayerState, at now: Timestamp) -> [Order] {
        rule.then.compactMap { action in
            let command: PlayerCommand
            switch action {
            case .volume(let step): command = .volume(Volume(step: step))
            case .sleepTimer(let seconds): command = .sleepTimer(seconds: seconds)
            case .light(let red, let green, let blue): command = .ambientLight(red: red, green: green, blue: blue)
            case .pause: command = .pause
            case .stop: command = .stop
            case .play(let card): command = .play(.init(cardID: card))
            case .fade(let step, let minutes):
                if let present = player.volume?.step, present > step {
                    fades.removeAll { $0.playerID == player.id }
                    fades.append(
                        Fade(
                            ruleID: rule.id, playerID: player.id, from: present, to: step, start: now,
                            seconds: minutes * 60))
                }
                return nil
            }
            return Order(ruleID: rule.id, playerID: player.id, command: command)
        }
    }

    private mutating func fadeSteps(_ players: [PlayerState], at now: Timestamp) -> [Order] {
        var orders: [Order] = []
        for fade in fades {
            guard let player = players.first(where: { $0.id == fade.playerID }), let present = player.volume?.step
            else {
                continue
            }
            let passed = min(max(Int(now.since(fade.start).components.seconds), 0), fade.seconds)
            let wanted = fade.from - (fade.from - fade.to) * passed / max(fade.seconds, 1)
            if wanted < present {
                orders.append(
                    Order(ruleID: fade.ruleID, playerID: fade.playerID, command: .volume(Volume(step: wanted))))
            }
        }
        fades.removeAll { now.since($0.start) >= .seconds($0.seconds) }
        return orders
    }
}

extension Rule {
    fileprivate func applies(to playerID: String) -> Bool { player == nil || player == playerID }
}
