import Core
import Foundation
import TestSupport
import Testing

@testable import EdgeServer

@Suite("Listening")
struct ListeningTests {
    private let start = Timestamp(milliseconds: 1_795_453_200_000)

    @Test("Seconds, starts, finishes and skips come from the messages, and the place is kept")
    func tally() async throws {
        let clock = MovableClock()
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "edge.sqlite").path(percentEncoded: false)
            let store = SQLitePlayerStore(database: try SQLiteDatabase(path: path))
            let registry = PlayerRegistry(now: { clock.now })
            _ = await registry.setDevices([YotoDevice(json: ["deviceId": .string("y2")])])
            func say(_ text: String, after seconds: Int) async {
                clock.advance(.seconds(seconds))
                _ = await registry.receive(topic: "device/y2/data/events", payload: Array(text.utf8), isRetained: false)
            }
            await say(
                #"{"cardId":"A","chapterKey":"01","trackKey":"01","trackLength":100,"position":0,"playbackStatus":"playing"}"#,
                after: 0)
            await say(#"{"volume":3}"#, after: 40)
            await say(#"{"chapterKey":"02","trackKey":"01","trackLength":200,"position":0}"#, after: 60)
            await say(#"{"playbackStatus":"paused"}"#, after: 30)
            await say(#"{"playbackStatus":"playing"}"#, after: 500)
            await say(#"{"cardId":"none","playbackStatus":"stopped"}"#, after: 20)
            await say(#"{"volume":4}"#, after: 100)
            let batch = try #require(await registry.takeBatch())
            _ = try await store.append(batch)
            let days = try await store.listening(ListeningQuery())
            #expect(days.count == 1)
            let day = try #require(days.first)
            #expect(day.card == "A")
            #expect(day.seconds == 150)
            #expect(day.starts == 1)
            #expect(day.finishes == 1)
            #expect(day.skips == 1)
            let resume = try #require(try await store.resumePoints(playerID: "y2", cardID: nil).first)
            #expect(resume.chapterKey == "02")
            #expect(resume.positionSeconds == 50)
            #expect(try await store.listening(ListeningQuery(from: "2099-01-01")) == [])
            #expect(try await store.deleteListening(playerID: "other", cardID: nil) == 0)
            #expect(try await store.deleteListening(playerID: "y2", cardID: "A") == 1)
            #expect(try await store.resumePoints(playerID: nil, cardID: nil) == [])
        }
    }

    @Test("A long silence counts as no listening, and days end at midnight of the household")
    func gapsAndDays() throws {
        let playing = PlayerState(id: "y2").applying(
            .events(PlayerEventReport(["cardId": .string("A"), "playbackStatus": .string("playing")])), at: start)
        let hours = start.advanced(by: .seconds(7200))
        #expect(ListeningChange(before: playing, after: playing, since: start, at: hours) == nil)
        let minutes = start.advanced(by: .seconds(240))
        #expect(ListeningChange(before: playing, after: playing, since: start, at: minutes)?.seconds == 240)
        let berlin = HouseholdDay(zone: try #require(TimeZone(identifier: "Europe/Berlin")))
        #expect(berlin.text(of: try #require(Timestamp("2026-11-23T22:59:59Z"))) == "2026-11-23")
        #expect(berlin.text(of: try #require(Timestamp("2026-11-23T23:00:00Z"))) == "2026-11-24")
        #expect(berlin.place(of: try #require(Timestamp("2026-11-23T07:30:00Z"))) == (0, 510))
    }

    @Test("Events are kept as long as they shall be, and ids are never used again")
    func retention() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "edge.sqlite").path(percentEncoded: false)
            let store = SQLitePlayerStore(database: try SQLiteDatabase(path: path))
            func event(_ second: Int) -> PlayerEvent {
                PlayerEvent(
                    playerID: "y2", kind: .volume, source: "data/events", playerTime: nil,
                    arrivedAt: start.advanced(by: .seconds(second)),
                    changes: ["volume": .init(before: .integer(second), after: nil)])
            }
            let ids = try await store.append(.init(events: (0..<10).map(event)))
            #expect(ids == ids.sorted())
            #expect(try await store.events(PlayerEventQuery(limit: 1)).first?.changes == event(9).changes)
            #expect(try await store.prune(before: start.advanced(by: .seconds(3)), keeping: 100) == 3)
            #expect(try await store.prune(before: start, keeping: 2) == 5)
            #expect(try await store.events(PlayerEventQuery()).count == 2)
            #expect(try await store.prune(before: start.advanced(by: .seconds(100)), keeping: 0) == 2)
            #expect(try await store.append(.init(events: [event(1)])).first == ids.last.map { $0 + 1 })
        }
    }
}
