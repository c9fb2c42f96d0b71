import Foundation
import NIOCore
import Synchronization

/// What clients did at the doors, in order: the record that tests hold against the protocol.
package struct DoorRecord: Sendable, Equatable {
    /// `connect`, `connack`, `subscribe`, `publish`, `message`, `closed`.
    package var event: String
    /// `wss` or `mqtts`.
    package var transport: String
    /// The client's id.
    package var clientID: String
    /// Topics, or what else there is to say; never a token.
    package var detail: String
}

/// Who is connected through the doors, and which doors are shut.
package final class DoorRegister: Sendable {
    private struct State {
        var clients: [String: any Channel] = [:]
        var all: [ObjectIdentifier: any Channel] = [:]
        var shut: Set<String> = []
        var records: [DoorRecord] = []
        var connects = 0
    }

    private static let capacity = 20_000
    private let state = Mutex(State())

    init() {}

    /// The record so far; the latest 20,000.
    package var records: [DoorRecord] { state.withLock { $0.records } }
    /// How many clients the doors have let in.
    package var connects: Int { state.withLock { $0.connects } }
    /// How many are connected now.
    package var connected: Int { state.withLock { $0.clients.count } }

    /// Shuts a door, `wss` or `mqtts`: new connections are closed before a word. `false` opens it.
    package func shut(_ transport: String, _ isShut: Bool = true) {
        state.withLock { state in
            if isShut { state.shut.insert(transport) } else { state.shut.remove(transport) }
        }
    }

    /// Cuts all connections, as a failing network does.
    package func cut() {
        let channels = state.withLock { Array($0.all.values) }
        for channel in channels { channel.close(promise: nil) }
    }

    func isShut(_ transport: String) -> Bool { state.withLock { $0.shut.contains(transport) } }

    /// - Returns: the older connection of this id, which must go.
    func admit(_ clientID: String, _ channel: any Channel) -> (any Channel)? {
        state.withLock { state in
            state.connects += 1
            return state.clients.updateValue(channel, forKey: clientID)
        }
    }

    func enter(_ channel: any Channel) { state.withLock { $0.all[ObjectIdentifier(channel)] = channel } }

    func leave(_ clientID: String?, _ channel: any Channel) {
        state.withLock { state in
            state.all[ObjectIdentifier(channel)] = nil
            if let clientID, state.clients[clientID] === channel { state.clients[clientID] = nil }
        }
    }

    func note(_ record: DoorRecord) {
        state.withLock { state in
            state.records.append(record)
            if state.records.count > Self.capacity { state.records.removeFirst(1000) }
        }
    }
}
