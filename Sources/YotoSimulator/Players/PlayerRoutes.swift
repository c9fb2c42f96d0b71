import Hummingbird

/// Players over REST (`yoto-platform.md` §2.1 rows 1–6).
struct PlayerRoutes: Sendable {
    let family: FamilyAccount
    let requiring: ScopeGuard

    func add(to router: Router<SimulatorContext>) {
        router.get("/device-v2/devices/mine", use: requiring("family:devices:view") { _ in try await list() })
        router.get(
            "/device-v2/:id/config",
            use: requiring("family:devices:view") { call in
                .wire(["device": try await player(call).document])
            })
        router.put(
            "/device-v2/:id/config",
            use: requiring("family:devices:manage") { call in
                try await player(call).replaceConfig(try await call.json())
                return .wire(["status": "ok"])
            })
        router.put(
            "/device-v2/:id/shortcuts",
            use: requiring("family:devices:manage") { call in
                try await player(call).replaceShortcuts(try await call.json())
                return .wire(["status": "ok"])
            })
        router.get(
            "/device-v2/:id/shortcuts",
            use: requiring("family:devices:view") { _ in
                throw CloudError.forbidden("Forbidden")
            })
        // Was removed together with its scope: nobody can have that one (F-dev-7).
        router.get(
            "/device-v2/:id/status",
            use: requiring("family:devices:view") { _ in
                throw CloudError.forbidden("Insufficient scope. Required: family:device-status:view")
            })
        let control = requiring("family:devices:control") { call in try await command(call) }
        router.post("/device-v2/:id/command/:resource", use: control)
        router.post("/device-v2/:id/command/:resource/:action", use: control)
    }

    private func list() async throws -> Response {
        var entries: [WireJSON] = []
        for player in await family.players { entries.append(await player.entry) }
        return .wire(["devices": .array(entries)])
    }

    private func command(_ call: APICall) async throws -> Response {
        let player = try await player(call)
        let name = [call.parameter("resource"), call.parameter("action")].filter { !$0.isEmpty }
            .joined(separator: "/")
        guard PlayerCommand.names.contains(name) else { throw CloudError.badRequest("Unknown command \(name).") }
        let body = try await call.bytes(upTo: 16 * 1024)
        let payload = body.isEmpty ? [:] : try? WireJSON(parsing: body)
        guard let payload, payload.members != nil else {
            throw CloudError.badRequest("Command payload must be a JSON object.")
        }
        await player.receive(name, payload: payload)
        return .wire(["status": "ok"])
    }

    private func player(_ call: APICall) async throws -> SimulatedPlayer {
        guard let player = await family.player(call.parameter("id")) else {
            throw CloudError.notFound("Device \(call.parameter("id")) does not exist.")
        }
        return player
    }
}
