import Core
import MQTT
import Synchronization
import Testing

@testable import EdgeServer

@Suite("The live feed")
struct LiveFeedTests {
    @Test("A message is an event of the wire format, with its id if it has one")
    func format() {
        let message = LiveMessage(.player, id: 7, ["text": .string("two\nlines")])
        #expect(message.text == "id: 7\nevent: player\ndata: {\"text\":\"two\\nlines\"}\n\n")
        #expect(LiveMessage(.connection, [:]).text == "event: connection\ndata: {}\n\n")
    }

    @Test("Everybody hears everything, in order")
    func order() async {
        let feed = LiveFeed()
        let listeners = [feed.subscribe {}, feed.subscribe {}]
        for number in 1...3 { feed.publish(LiveMessage(.job, id: Int64(number), [:])) }
        feed.close()
        for listener in listeners {
            var ids: [Int64?] = []
            for await item in listener.items { if case .message(let message) = item { ids.append(message.id) } }
            #expect(ids == [1, 2, 3])
        }
    }

    @Test("Who falls behind is dropped, and only that one")
    func slow() async {
        let feed = LiveFeed(capacity: 2)
        let dropped = Mutex(0)
        let slow = feed.subscribe { dropped.withLock { $0 += 1 } }
        for _ in 1...2 { feed.beat() }
        let quick = feed.subscribe { Issue.record("not this one") }
        feed.beat()
        #expect(dropped.withLock { $0 } == 1)
        #expect(feed.counts == (1, 1))
        feed.unsubscribe(slow)
        feed.close()
        var heard = 0
        for await _ in quick.items { heard += 1 }
        #expect(heard == 1)
    }

    @Test("After the end nobody waits")
    func closed() async {
        let feed = LiveFeed()
        feed.close()
        for await _ in feed.subscribe(onDrop: {}).items { Issue.record("nothing comes") }
    }

    @Test("Duplicates are found by their content and the player's time")
    func duplicates() {
        var filter = DuplicateFilter()
        func at(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }
        #expect(filter.isDuplicate(topic: "a", payload: [1], hasTime: true, at: at(0)) == false)
        #expect(filter.isDuplicate(topic: "a", payload: [2], hasTime: true, at: at(1)) == false)
        #expect(filter.isDuplicate(topic: "a", payload: [1], hasTime: true, at: at(2)) == true)
        #expect(filter.isDuplicate(topic: "b", payload: [1], hasTime: true, at: at(3)) == false)
        #expect(filter.isDuplicate(topic: "a", payload: [1], hasTime: true, at: at(60_003)) == false)
        #expect(filter.isDuplicate(topic: "c", payload: [1], hasTime: false, at: at(0)) == false)
        #expect(filter.isDuplicate(topic: "c", payload: [1], hasTime: false, at: at(900)) == true)
        #expect(filter.isDuplicate(topic: "c", payload: [1], hasTime: false, at: at(1000)) == false)
    }

    @Test("Waits grow to a minute and are never the same for all")
    func backoff() {
        var backoff = Backoff()
        let waits = (0..<9).map { _ in backoff.next(random: 0.5) }
        #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
        backoff.reset()
        #expect(backoff.next(random: 0) == .milliseconds(750))
        #expect(backoff.next(random: 1) == .milliseconds(2500))
    }

    @Test("Addresses: auto is both of Yoto's transports, and the last that worked comes first")
    func addresses() throws {
        let auto = try BrokerAddress("auto")
        #expect(auto.candidates.map(\.scheme) == ["wss", "mqtts"])
        #expect(auto.candidates.map(\.port) == [443, 443])
        #expect(auto.order(preferring: auto.candidates[1]).map(\.scheme) == ["mqtts", "wss"])
        #expect(throws: (any Error).self) { try BrokerAddress("") }
        #expect(throws: (any Error).self) { try BrokerAddress("ws://a") }
    }
}
