import Hummingbird

extension ControlRoutes {
    /// What people's hands and failing networks do.
    func addNetwork(to group: RouterGroup<SimulatorContext>) {
        group.post("players/:id/actions") { request, context in
            guard let player = await parts.family.player(context.parameters.get("id") ?? "") else {
                throw CloudError.notFound("no such player")
            }
            await player.act(try Self.action(try await ControlBody.json(request)))
            return Response(status: .noContent)
        }
        group.get("mqtt") { _, _ in
            let register = try network().register
            let records = register.records.suffix(500).map { record -> WireJSON in
                [
                    "event": .string(record.event), "transport": .string(record.transport),
                    "client": .string(record.clientID), "detail": .string(record.detail),
                ]
            }
            return Response.wire([
                "address": .string(try network().address), "connected": .int(register.connected),
                "connects": .int(register.connects), "records": .array(Array(records)),
            ])
        }
        group.post("mqtt/cut") { _, _ in
            try network().register.cut()
            return Response(status: .noContent)
        }
        group.post("mqtt/restart") { _, _ in
            try await network().restartBroker()
            return Response(status: .noContent)
        }
        group.patch("mqtt/doors") { request, _ in
            for (door, isShut) in try await ControlBody.json(request).members ?? [:] {
                guard ["wss", "mqtts"].contains(door), let isShut = isShut.flag else {
                    throw CloudError.badRequest("doors are wss and mqtts, each true when shut")
                }
                try network().register.shut(door, isShut)
            }
            return Response(status: .noContent)
        }
    }

    private func network() throws -> SimulatedNetwork {
        guard let network = parts.network else { throw CloudError.notFound("MQTT is switched off") }
        return network
    }

    private static func action(_ body: WireJSON) throws -> PlayerAction {
        switch body["action"]?.text {
        case "insert":
            guard let card = body["card"]?.text else { throw CloudError.badRequest("card is missing") }
            return .insert(cardID: card)
        case "remove": return .remove
        case "press": return .press
        case "turn": return .turn(steps: body["steps"]?.integer ?? 1)
        default: throw CloudError.badRequest("action must be insert, remove, press or turn")
        }
    }
}
