import Foundation
import Logging
import MQTT
import TestSupport
import Testing

@Suite("A connection to a broker", .timeLimit(.minutes(5)))
struct ConnectionTests {
    @Test("Messages go out and come back with their bytes, and quality 1 is acknowledged")
    func roundTrip() async throws {
        try await Broker.with { broker in
            try await withConnection(.plain(broker.port)) { connection in
                try await connection.subscribe(to: ["device/a/data/events", "device/a/presence"])
                let odd: [UInt8] = Array("Caf".utf8) + [0xE9, 0, 255, 10]
                try await connection.publish(MQTTMessage(topic: "device/a/data/events", payload: odd))
                try await connection.publish(
                    MQTTMessage(topic: "device/a/presence", payload: [], quality: .atMostOnce))
                let found = await connection.next(2)
                #expect(found.map(\.topic) == ["device/a/data/events", "device/a/presence"])
                #expect(found.map(\.payload) == [odd, []])
                #expect(found.map(\.quality) == [.atLeastOnce, .atMostOnce])
                #expect(connection.droppedMessages == 0)
            }
        }
    }

    @Test("A wrong password is refused as not authorised, and the state says so")
    func wrongPassword() async throws {
        try await Broker.with { broker in
            let settings = MQTTSettings(
                endpoint: .plain(broker.port), clientID: "wrong", userName: Broker.userName)
            let connection = try MQTTConnection(settings, logger: .init(label: "test"))
            let error = await #expect(throws: MQTTError.self) { try await connection.connect { "wrong" } }
            #expect(error?.isNotAuthorized == true)
            #expect(await Array(connection.states) == [.connecting, .disconnected(error)])
            #expect(await connection.next(1).isEmpty)
        }
    }

    @Test("The password is asked for at each attempt, and its failure is the connection's")
    func passwordFails() async throws {
        let settings = MQTTSettings(endpoint: .plain(1), clientID: "x", userName: "u")
        let connection = try MQTTConnection(settings, logger: .init(label: "test"))
        let error = await #expect(throws: MQTTError.self) { try await connection.connect { throw CancellationError() } }
        #expect(error?.code == .noPassword)
    }

    @Test("Nobody listens: not reachable")
    func nobodyListens() async throws {
        let port = try freePort()
        let error = await #expect(throws: MQTTError.self) { try await withConnection(.plain(port)) { _ in } }
        #expect(error?.code == .notReachable)
        let other = await #expect(throws: MQTTError.self) {
            try await withConnection(.webSocket(port, ca: nil)) { _ in }
        }
        #expect(other?.code == .notReachable)
    }

    @Test("A server that says nothing ends the attempt when the time is up", arguments: [false, true])
    func silence(overWebSocket: Bool) async throws {
        try await SilentServer.with { server in
            let endpoint: MQTTEndpoint = overWebSocket ? .webSocket(server.port, ca: nil) : .plain(server.port)
            let error = await #expect(throws: MQTTError.self) {
                try await withConnection(endpoint) {
                    $0.connectTimeout = .milliseconds(300)
                } _: { _ in
                }
            }
            #expect(error?.code == .timedOut)
        }
    }

    @Test("A cancelled task lets go at once")
    func cancellation() async throws {
        try await SilentServer.with { server in
            await withTaskGroup(of: MQTTError?.self) { group in
                group.addTask {
                    do { try await withConnection(.plain(server.port)) { _ in } } catch { return error as? MQTTError }
                    return nil
                }
                while server.received.isEmpty { await Task.yield() }
                group.cancelAll()
                #expect(await group.next()??.code == .cancelled)
            }
        }
    }

    @Test("A thousand messages arrive in order, all acknowledged")
    func thousand() async throws {
        try await Broker.with { broker in
            try await withConnection(.plain(broker.port)) { connection in
                try await connection.subscribe(to: ["t"])
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<1000 {
                        if number >= 50 { try await group.next() }
                        group.addTask {
                            try await connection.publish(MQTTMessage(topic: "t", payload: Array("\(number)".utf8)))
                        }
                    }
                    try await group.waitForAll()
                }
                let numbers = await connection.next(1000).map { Int(String(decoding: $0.payload, as: UTF8.self)) }
                #expect(Set(numbers).count == 1000)
                #expect(connection.droppedMessages == 0)
            }
        }
    }

    @Test("When the reader is too slow the oldest messages go, and are counted")
    func overflow() async throws {
        try await Broker.with { broker in
            try await withConnection(.plain(broker.port), adjust: { $0.messageBuffer = 3 }) { connection in
                try await connection.subscribe(to: ["t"])
                for number in UInt8(0)..<10 {
                    try await connection.publish(MQTTMessage(topic: "t", payload: [number]))
                }
                while connection.droppedMessages < 7 { await Task.yield() }
                #expect(await connection.next(3).map(\.payload) == [[7], [8], [9]])
                #expect(connection.droppedMessages == 7)
            }
        }
    }

    @Test("A payload beyond the limit is dropped and counted")
    func tooLarge() async throws {
        try await Broker.with { broker in
            try await withConnection(.plain(broker.port), adjust: { $0.maximumPayload = 100 }) { connection in
                try await connection.subscribe(to: ["t"])
                for size in [101, 100] {
                    let payload = [UInt8](repeating: 1, count: size)
                    try await connection.publish(MQTTMessage(topic: "t", payload: payload))
                }
                #expect(await connection.next(1).map(\.payload.count) == [100])
                #expect(connection.droppedMessages == 1)
            }
        }
    }

    @Test("A killed broker ends the connection with a reason, and a new one works with the next broker")
    func brokerRestarts() async throws {
        let port = try freePort()
        try await Broker.with(port: port) { broker in
            try await withConnection(.plain(port)) { connection in
                try await connection.subscribe(to: ["t"])
                broker.child.kill()
                var last: MQTTState?
                for await state in connection.states { last = state }
                guard case .disconnected(let reason?) = last else {
                    Issue.record("\(String(describing: last))")
                    return
                }
                #expect(reason.code == .lost)
                let error = await #expect(throws: MQTTError.self) {
                    try await connection.publish(MQTTMessage(topic: "t", payload: []))
                }
                #expect(error?.code == .lost)
            }
        }
        try await Broker.with(port: port) { _ in
            try await withConnection(.plain(port)) { connection in
                try await connection.subscribe(to: ["t"])
                try await connection.publish(MQTTMessage(topic: "t", payload: [1]))
                #expect(await connection.next(1).count == 1)
            }
        }
    }

    @Test("After a graceful end the sequences end, the will stays unpublished, and nothing more is taken")
    func gracefulEnd() async throws {
        try await Broker.with { broker in
            try await withConnection(.plain(broker.port)) { watcher in
                try await watcher.subscribe(to: ["will", "end"])
                let will = MQTTMessage(topic: "will", payload: [1])
                try await withConnection(.plain(broker.port), adjust: { $0.will = will }) { connection in
                    await connection.close()
                    #expect(await Array(connection.states) == [.connecting, .connected, .disconnected(nil)])
                    #expect(await connection.next(1).isEmpty)
                    let error = await #expect(throws: MQTTError.self) { try await connection.subscribe(to: ["t"]) }
                    #expect(error?.code == .closed)
                }
                try await watcher.publish(MQTTMessage(topic: "end", payload: []))
                #expect(await watcher.next(1).map(\.topic) == ["end"])
            }
        }
    }

    @Test("The broker publishes the will of an older connection that a newer one with the same id ends")
    func willAndEviction() async throws {
        try await Broker.with { broker in
            try await withConnection(.plain(broker.port)) { watcher in
                try await watcher.subscribe(to: ["will"])
                let will = MQTTMessage(topic: "will", payload: [1], isRetained: true)
                try await withConnection(.plain(broker.port), id: "same", adjust: { $0.will = will }) { older in
                    try await withConnection(.plain(broker.port), id: "same") { _ in
                        #expect(await watcher.next(1).map(\.payload) == [[1]])
                        #expect(await Array(older.states).count == 3)
                    }
                }
                try await withConnection(.plain(broker.port)) { late in
                    try await late.subscribe(to: ["will"])
                    #expect(await late.next(1).map(\.isRetained) == [true])
                }
            }
        }
    }

    @Test("What is no topic is refused before it is sent")
    func badTopic() async throws {
        try await Broker.with { broker in
            try await withConnection(.plain(broker.port)) { connection in
                let error = await #expect(throws: MQTTError.self) {
                    try await connection.publish(MQTTMessage(topic: "a/#", payload: []))
                }
                #expect(error?.code == .library(3))
            }
        }
    }
}

private func Array<Element>(_ sequence: AsyncStream<Element>) async -> [Element] {
    var found: [Element] = []
    for await element in sequence { found.append(element) }
    return found
}
