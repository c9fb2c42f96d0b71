import Core
import Foundation

/// One message of `GET /events`, ready for the wire (WHATWG HTML §9.2, server-sent events).
struct LiveMessage: Sendable, Equatable {
    /// What `event:` says.
    enum Name: String, Sendable, CaseIterable {
        /// All players and the connection, first on every connection.
        case snapshot
        /// A player changed.
        case player
        /// The connection to Yoto's broker changed.
        case connection
        case job
        case stream
    }

    /// `nil` for messages that a browser cannot resume after.
    var id: Int64?
    var name: Name
    /// JSON without line breaks.
    var data: String

    init(_ name: Name, id: Int64? = nil, _ value: JSONObject) {
        self.id = id
        self.name = name
        data = String(decoding: JSONValue.object(value).data, as: UTF8.self)
    }

    /// The lines with the empty one that ends them.
    var text: String { (id.map { "id: \($0)\n" } ?? "") + "event: \(name.rawValue)\ndata: \(data)\n\n" }
}
