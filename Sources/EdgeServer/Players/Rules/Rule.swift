import Core

/// A household's rule: when something happens, do something with a player. Edited through the API, kept as JSON.
struct Rule: Sendable, Equatable, Codable {
    /// UUIDv7.
    var id: String
    /// For people.
    var name: String
    var isEnabled: Bool
    /// `nil` for every player.
    var player: String?
    var when: Trigger
    /// In order.
    var then: [Action]

    /// What starts it.
    enum Trigger: Sendable, Equatable, Codable {
        /// At a minute of the day on these days, Monday first.
        case time(days: [Bool], minute: Int)
        /// An event of a kind came.
        case event(kind: String)
        /// A card was put in or started; `nil` for any.
        case card(cardID: String?)
        /// It has played without a break for so long.
        case playing(minutes: Int)
        /// The battery is at or below a percentage and does not charge.
        case battery(percent: Int)
        /// It has been offline for so long.
        case offline(minutes: Int)
    }

    /// What it does.
    enum Action: Sendable, Equatable, Codable {
        case volume(step: Int)
        /// Lowers the volume evenly to a step.
        case fade(toStep: Int, minutes: Int)
        case sleepTimer(seconds: Int)
        case light(red: Int, green: Int, blue: Int)
        case pause
        case stop
        case play(cardID: String)
    }
}

extension Rule {
    /// What is wrong with it, in words; `nil` when it can be kept.
    var mistake: String? {
        guard (1...80).contains(name.count) else { return "“name” must have 1 to 80 characters." }
        guard (1...10).contains(then.count) else { return "“then” must have 1 to 10 actions." }
        return when.mistake ?? then.lazy.compactMap(\.mistake).first
    }

    /// After 20:00 the volume goes down over ten minutes, the sleep timer is set, and the light turns red.
    static func bedtime(id: String) -> Rule {
        Rule(
            id: id, name: "Bedtime", isEnabled: false, player: nil,
            when: .time(days: Array(repeating: true, count: 7), minute: 20 * 60),
            then: [
                .fade(toStep: 3, minutes: 10), .sleepTimer(seconds: 1800), .light(red: 100, green: 0, blue: 0),
            ])
    }
}

extension Rule.Trigger {
    fileprivate var mistake: String? {
        switch self {
        case .time(let days, let minute):
            days.count == 7 && (0..<1440).contains(minute) ? nil : "“time” needs seven days and a minute of 0 to 1439."
        case .event(let kind): PlayerEvent.Kind(rawValue: kind) == nil ? "There is no event “\(kind.prefix(40))”." : nil
        case .card(let card): card.map { $0.utf8.count <= 40 } ?? true ? nil : "“card” is no id of a card."
        case .playing(let minutes), .offline(let minutes):
            (1...1440).contains(minutes) ? nil : "“minutes” must be 1 to 1440."
        case .battery(let percent): (1...99).contains(percent) ? nil : "“percent” must be 1 to 99."
        }
    }
}

extension Rule.Action {
    fileprivate var mistake: String? {
        switch self {
        case .volume(let step): (0...16).contains(step) ? nil : "“step” must be 0 to 16."
        case .fade(let step, let minutes):
            (0...16).contains(step) && (1...120).contains(minutes)
                ? nil : "“fade” needs a step of 0 to 16 and minutes of 1 to 120."
        case .sleepTimer(let seconds): (0...86_400).contains(seconds) ? nil : "“seconds” must be 0 to 86400."
        case .light(let red, let green, let blue):
            [red, green, blue].allSatisfy((0...255).contains) ? nil : "Colours must be 0 to 255."
        case .play(let card): (1...40).contains(card.utf8.count) ? nil : "“card” is no id of a card."
        case .pause, .stop: nil
        }
    }
}
