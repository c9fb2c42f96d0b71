import Core
import HTTPTypes
import Hummingbird
import NIOCore

/// `GET /events`: what happens, as server-sent events, for everybody who is signed in.
struct LiveRoutes: Sendable {
    let feed: LiveFeed
    let registry: PlayerRegistry
    let store: any PlayerStore
    let sessions: SessionService
    let cookie: SessionCookie

    /// How many missed events are told again; who missed more starts with the snapshot alone.
    static let replayLimit = 500

    func add(to table: RouteTable) {
        table.read("/events", for: .listener) { request, context in
            let token = cookie.token(in: request.headers)
            let last = request.headers[.lastEventID].flatMap { Int64($0) }
            let closeConnection = context.closeConnection
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/event-stream", .cacheControl: "no-store",
                    .accelBuffering: "no",
                ],
                body: ResponseBody { writer in
                    let subscription = feed.subscribe(onDrop: closeConnection)
                    defer { feed.unsubscribe(subscription) }
                    try await write(subscription, after: last, token: token, to: &writer)
                    try await writer.finish(nil)
                })
        }
    }

    /// Concurrent as Hummingbird's writer is, which may not change its isolation on the way.
    @concurrent
    private func write(
        _ subscription: LiveFeed.Subscription, after last: Int64?, token: SessionToken?,
        to writer: inout any ResponseBodyWriter
    ) async throws {
        let snapshot = await registry.snapshot()
        try await writer.write(ByteBuffer(string: "retry: 2000\n\n" + snapshot.message.text))
        var told = snapshot.lastEventID
        if let last, last < told {
            for event in try await missed(after: last, upTo: told) {
                let message = LiveMessage(
                    .player, id: event.id, ["player": .string(event.playerID), "event": .object(event.json)])
                try await writer.write(ByteBuffer(string: message.text))
            }
        }
        for await item in subscription.items {
            switch item {
            case .heartbeat:
                // Who was signed out meanwhile, or lost the account, hears no more.
                guard let token, try await sessions.recognise(token) != nil else { return }
                try await writer.write(ByteBuffer(string: ":\n\n"))
            case .message(let message):
                if let id = message.id {
                    guard id > told else { continue }
                    told = id
                }
                try await writer.write(ByteBuffer(string: message.text))
            }
        }
    }

    /// In order; nothing when there are too many.
    private func missed(after last: Int64, upTo latest: Int64) async throws -> [PlayerEvent] {
        guard latest - last <= Int64(Self.replayLimit) else { return [] }
        let query = PlayerEventQuery(after: last, before: latest + 1, limit: Self.replayLimit)
        return try await store.events(query).reversed()
    }
}

extension HTTPField.Name {
    /// Where a browser that comes back says what it has heard.
    fileprivate static let lastEventID = constant("Last-Event-ID")
    /// Tells nginx not to collect the answer.
    fileprivate static let accelBuffering = constant("X-Accel-Buffering")

    private static func constant(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("\(name) is a field name") }
        return name
    }
}
