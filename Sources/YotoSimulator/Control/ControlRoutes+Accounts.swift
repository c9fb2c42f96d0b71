import Foundation
import Hummingbird

extension ControlRoutes {
    func addAccounts(to group: RouterGroup<SimulatorContext>) {
        let authorization = parts.authorization
        group.get("clients") { _, _ in
            Response.wire(["clients": .array(await authorization.registeredClients.map(\.json))])
        }
        group.post("clients") { request, _ in
            let client = try RegisteredClient(json: try await ControlBody.json(request))
            await authorization.register(client)
            return Response.wire(client.json, status: .created)
        }
        group.get("secrets") { _, _ in
            Response.wire(["secrets": .array(await authorization.secrets.sorted().map { .string($0) })])
        }
        group.post("tokens/end-access") { _, _ in
            await authorization.endAccessTokens()
            return Response(status: .noContent)
        }
        group.post("tokens/end-logins") { _, _ in
            await authorization.endLogins()
            return Response(status: .noContent)
        }
    }

    func addFamily(to group: RouterGroup<SimulatorContext>) {
        group.get("players/:id") { _, context in Response.wire(await json(of: try await player(context))) }
        group.patch("players/:id") { request, context in
            let player = try await player(context)
            guard let isOnline = try await ControlBody.json(request)["online"]?.flag else {
                throw CloudError.badRequest("online must be true or false")
            }
            await player.setOnline(isOnline)
            return Response.wire(await json(of: player))
        }
        group.get("cards/:id") { _, context in
            guard let card = await parts.family.card(context.parameters.get("id") ?? "") else {
                throw CloudError.notFound("no such card")
            }
            return Response.wire(card)
        }
    }

    private func player(_ context: SimulatorContext) async throws -> SimulatedPlayer {
        guard let player = await parts.family.player(context.parameters.get("id") ?? "") else {
            throw CloudError.notFound("no such player")
        }
        return player
    }

    private func json(of player: SimulatedPlayer) async -> WireJSON {
        let playback = await player.playback
        let commands = await player.commands.map { command -> WireJSON in
            [
                "at": .string(SimulatorClock.timestamp(command.at)), "name": .string(command.name),
                "payload": command.payload, "heard": .bool(command.wasHeard),
            ]
        }
        return [
            "deviceId": .string(player.deviceID), "online": .bool(await player.isOnline),
            "config": await player.config, "shortcuts": await player.shortcuts, "commands": .array(commands),
            "playback": [
                "status": .string(playback.status.rawValue), "cardId": .string(playback.cardID),
                "chapterKey": playback.chapterKey.map(WireJSON.string) ?? .null,
                "trackKey": playback.trackKey.map(WireJSON.string) ?? .null,
                "positionSeconds": .int(playback.positionSeconds), "volume": .int(playback.volume),
                "sleepTimerSeconds": .int(playback.sleepTimerSeconds),
            ],
        ]
    }
}
