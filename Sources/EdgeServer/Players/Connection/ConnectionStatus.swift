import Core

/// How the connection to Yoto's broker is, for people and pages.
struct ConnectionStatus: Sendable, Equatable {
    enum State: String, Sendable {
        /// No account is connected, so there is nothing to connect to.
        case off
        case connecting
        case connected
        /// The last attempt failed, or the connection was lost; another attempt follows. Commands go by REST.
        case waiting
    }

    var state = State.off
    var since: Timestamp?
    /// `wss`, `mqtts` or `mqtt`: the transport in use, or the one that last worked.
    var transport: String?
    /// Why it waits, for people.
    var reason: String?
    /// When the next attempt is made.
    var nextAttemptAt: Timestamp?
    /// How many connections there were since the start.
    var connections = 0

    /// As the API and `/events` show it.
    var json: JSONObject {
        var object: JSONObject = ["state": .string(state.rawValue), "connections": .integer(connections)]
        object["since"] = since.map { .string($0.description) }
        object["transport"] = transport.map(JSONValue.string)
        object["reason"] = reason.map(JSONValue.string)
        object["nextAttemptAt"] = nextAttemptAt.map { .string($0.description) }
        return object
    }
}
