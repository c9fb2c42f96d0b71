import Core
import Foundation
import Testing

@testable import EdgeServer

@Suite("Rules of the household")
struct RuleEngineTests {
    /// 2026-11-23 is a Monday.
    private let evening = Timestamp("2026-11-23T19:59:50Z") ?? Timestamp(milliseconds: 0)
    private let household = HouseholdDay(zone: TimeZone(identifier: "UTC") ?? .current)

    @Test("Bedtime: at eight the light turns red, the timer is set, and the volume goes down over ten minutes")
    func bedtime() {
        var engine = RuleEngine(household: household)
        var rule = Rule.bedtime(id: "r")
        rule.isEnabled = true
        engine.rules = [rule]
        var player = player(volume: 9)
        #expect(engine.tick([player], at: evening) == [])
        let first = engine.tick([player], at: later(15)).map(\.command)
        #expect(first == [.sleepTimer(seconds: 1800), .ambientLight(red: 100, green: 0, blue: 0)])
        #expect(engine.tick([player], at: later(20)) == [])
        var volumes: [Int] = []
        for second in stride(from: 30, through: 700, by: 10) {
            for order in engine.tick([player], at: later(second)) {
                guard case .volume(let volume) = order.command else { continue }
                volumes.append(volume.step)
                player = self.player(volume: volume.step)
            }
        }
        #expect(volumes == [8, 7, 6, 5, 4, 3])
    }

    @Test("Who turns the volume up again ends the fade")
    func fadeEnds() {
        var engine = RuleEngine(household: household)
        engine.rules = [rule(.card(cardID: nil), [.fade(toStep: 0, minutes: 1)])]
        let start = event(["cardId": .init(before: nil, after: .string("A"))], at: evening)
        #expect(engine.hear(start, player: player(volume: 8)) == [])
        #expect(engine.tick([player(volume: 8)], at: later(30)).count == 1)
        let louder = event(["volume": .init(before: .integer(4), after: .integer(12))], at: later(31))
        #expect(engine.hear(louder, player: player(volume: 12)) == [])
        #expect(engine.tick([player(volume: 12)], at: later(40)) == [])
    }

    @Test("A rule of a time fires on its days, once a day, and not long after")
    func times() {
        var engine = RuleEngine(household: household)
        var days = Array(repeating: false, count: 7)
        days[1] = true
        engine.rules = [rule(.time(days: days, minute: 20 * 60), [.pause])]
        let player = player(volume: 1)
        _ = engine.tick([player], at: evening)
        #expect(engine.tick([player], at: later(15)) == [])
        _ = engine.tick([player], at: later(86_400 - 5))
        #expect(engine.tick([player], at: later(86_400 + 15)).count == 1)
        #expect(engine.tick([player], at: later(86_400 + 20)) == [])
        var late = RuleEngine(household: household)
        late.rules = engine.rules
        _ = late.tick([player], at: later(80_000))
        #expect(late.tick([player], at: later(80_000 + 8_000)) == [])
    }

    @Test("The hour that comes twice makes a rule fire once; the hour that is left out makes it fire after it")
    func daylightSaving() throws {
        let berlin = HouseholdDay(zone: try #require(TimeZone(identifier: "Europe/Berlin")))
        let every = Array(repeating: true, count: 7)
        func fired(from start: String, hours: Int) throws -> Int {
            var engine = RuleEngine(household: berlin)
            engine.rules = [rule(.time(days: every, minute: 150), [.pause])]
            let begin = try #require(Timestamp(start))
            return stride(from: 0, to: hours * 3600, by: 60).reduce(0) { count, second in
                count + engine.tick([player(volume: 1)], at: begin.advanced(by: .seconds(second))).count
            }
        }
        #expect(try fired(from: "2026-10-24T22:00:00Z", hours: 8) == 1)
        #expect(try fired(from: "2026-03-28T22:00:00Z", hours: 8) == 1)
        #expect(try fired(from: "2026-06-01T22:00:00Z", hours: 8) == 1)
    }

    @Test("States fire when they have lasted, once, and again after they ended")
    func states() {
        var engine = RuleEngine(household: household)
        engine.rules = [
            rule(.playing(minutes: 10), [.pause]), rule(.battery(percent: 15), [.stop]),
            rule(.offline(minutes: 5), [.volume(step: 1)]),
        ]
        let playing = player(volume: 5, status: "playing")
        #expect(engine.tick([playing], at: evening) == [])
        #expect(engine.tick([playing], at: later(599)) == [])
        #expect(engine.tick([playing], at: later(600)).map(\.command) == [.pause])
        #expect(engine.tick([playing], at: later(900)) == [])
        #expect(engine.tick([player(volume: 5)], at: later(910)) == [])
        #expect(engine.tick([playing], at: later(920)) == [])
        #expect(engine.tick([playing], at: later(1520)).count == 1)
        let low = player(volume: 5).applying(.status(PlayerStatusReport(["batteryLevel": .integer(15)])), at: evening)
        #expect(engine.tick([low], at: later(1530)).map(\.command) == [.stop])
        let charging = low.applying(.status(PlayerStatusReport(["charging": .integer(1)])), at: evening)
        #expect(engine.tick([charging], at: later(1540)) == [])
        let off = player(volume: 5).applying(.presence(isOnline: false, at: nil), at: later(1550))
        #expect(engine.tick([off], at: later(1551)) == [])
        #expect(engine.tick([off], at: later(1851)).map(\.command) == [.volume(Volume(step: 1))])
    }

    @Test("A rule of one player leaves the others alone, and one that is off does nothing")
    func scope() {
        var engine = RuleEngine(household: household)
        var one = rule(.event(kind: "presence"), [.pause])
        one.player = "other"
        var off = rule(.event(kind: "presence"), [.stop])
        off.isEnabled = false
        engine.rules = [one, off]
        let event = event(["online": .init(before: .bool(false), after: .bool(true))], kind: .presence, at: evening)
        #expect(engine.hear(event, player: player(volume: 1)) == [])
    }

    @Test("Rules survive as JSON, and mistakes are named")
    func json() throws {
        let rule = Rule.bedtime(id: "x")
        let data = try JSONEncoder().encode(rule)
        #expect(try JSONDecoder().decode(Rule.self, from: data) == rule)
        #expect(rule.mistake == nil)
        #expect(self.rule(.playing(minutes: 0), [.pause]).mistake != nil)
        #expect(self.rule(.event(kind: "x"), [.pause]).mistake != nil)
        #expect(self.rule(.offline(minutes: 1), []).mistake != nil)
        #expect(self.rule(.offline(minutes: 1), [.volume(step: 17)]).mistake != nil)
        #expect(self.rule(.time(days: [true], minute: 0), [.pause]).mistake != nil)
    }

    private func rule(_ when: Rule.Trigger, _ then: [Rule.Action]) -> Rule {
        Rule(id: "\(when)", name: "A rule", isEnabled: true, player: nil, when: when, then: then)
    }

    private func player(volume: Int, status: String = "paused") -> PlayerState {
        PlayerState(id: "y2").applying(
            .events(
                PlayerEventReport([
                    "volume": .integer(volume), "cardId": .string("A"), "playbackStatus": .string(status),
                ])), at: evening)
    }

    private func event(
        _ changes: [String: PlayerEvent.Change], kind: PlayerEvent.Kind = .card, at moment: Timestamp
    ) -> PlayerEvent {
        PlayerEvent(
            playerID: "y2", kind: kind, source: "data/events", playerTime: nil, arrivedAt: moment, changes: changes)
    }

    private func later(_ seconds: Int) -> Timestamp { evening.advanced(by: .seconds(seconds)) }
}
