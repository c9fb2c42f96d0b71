import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/api/players`: the players, their events and messages, and commands to them. Everybody who is signed in may look
/// and control; settings are for members.
struct PlayersRoutes: Sendable {
    let registry: PlayerRegistry
    let store: any PlayerStore
    let commands: PlayerCommandService
    let log: MessageLog
    let settings: PlayerSettingsService

    func add(to table: RouteTable) {
        table.read("/api/players", for: .listener) { _, _ in .json(.object(await registry.overview())) }
        table.read("/api/players/:id", for: .listener) { _, context in
            .json(.object(["player": .object(try await player(context).json(at: commands.now()))]))
        }
        table.read("/api/players/:id/events", for: .listener) { try await events($0, $1) }
        table.read("/api/players/:id/messages", for: .member) { try await messages($0, $1) }
        table.add(.post, "/api/players/:id/commands", for: .listener) { request, context in
            let command = try PlayerCommand(try await request.jsonObject())
            let id = try await player(context).id
            return try .json(await commands.send(command, to: id))
        }
        table.read("/api/players/:id/settings", for: .listener) { _, context in
            .json(.object(try await settings.read(try await player(context).id)))
        }
        table.add(.patch, "/api/players/:id/settings", for: .member) { request, context in
            let change = try SettingsChange(try await request.jsonObject())
            return .json(.object(try await settings.change(try await player(context).id, change)))
        }
    }

    private func player(_ context: EdgeRequestContext) async throws -> PlayerState {
        guard let id = context.parameters.get("id"), let player = await registry.player(id) else {
            throw Problem(.notFound, "There is no player of this id.")
        }
        return player
    }

    private func events(_ request: Request, _ context: EdgeRequestContext) async throws -> Response {
        let query = request.uri.queryParameters
        var wanted = PlayerEventQuery(playerID: try await player(context).id)
        wanted.kind = try query.get("kind").map { name in
            guard let kind = PlayerEvent.Kind(rawValue: name) else { throw Problem(.badRequest, "kind is not known.") }
            return kind
        }
        wanted.after = query.get("after", as: Int64.self)
        wanted.before = query.get("before", as: Int64.self)
        wanted.limit = query.get("limit", as: Int.self).map { min(max($0, 1), 1000) } ?? 100
        let events = try await store.events(wanted)
        var answer: JSONObject = ["events": .array(events.map { .object($0.json) })]
        if events.count == wanted.limit { answer["next"] = events.last.map { .integer(Int($0.id)) } }
        return .json(.object(answer))
    }

    private func messages(_ request: Request, _ context: EdgeRequestContext) async throws -> Response {
        let query = request.uri.queryParameters
        let entries = await log.latest(
            of: try await player(context).id, after: query.get("after", as: Int.self) ?? 0,
            limit: query.get("limit", as: Int.self).map { min(max($0, 1), 1000) } ?? 200)
        return .json(.object(["messages": .array(entries.map { .object($0.json) })]))
    }
}

extension Response {
    /// A JSON document whose members keep their order.
    static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> Response {
        let body = ByteBuffer(bytes: value.data)
        return Response(
            status: status,
            headers: [.contentType: "application/json", .contentLength: "\(body.readableBytes)"],
            body: ResponseBody(byteBuffer: body))
    }
}

extension Request {
    /// Reads a small JSON object whose members nobody lists beforehand.
    ///
    /// - Throws: `Problem`: 415 for another content type, 413 for a larger body, 400 for what is no object.
    func jsonObject(upTo limit: Int = 16 * 1024) async throws -> JSONObject {
        let mediaType = (headers[.contentType] ?? "").prefix { $0 != ";" }
        guard mediaType.filter({ $0 != " " }).lowercased() == "application/json" else {
            throw Problem(.unsupportedMediaType, "Send JSON, with Content-Type: application/json.")
        }
        let body: ByteBuffer
        do {
            body = try await self.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Problem(.payloadTooLarge, "At most \(limit) bytes are taken here.")
        }
        guard let object = (try? JSONValue(Data(body.readableBytesView)))?.object else {
            throw Problem(.badRequest, "The body is not a JSON object.")
        }
        return object
    }
}
