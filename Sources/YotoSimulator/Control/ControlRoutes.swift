import Foundation
import HTTPTypes
import Hummingbird

/// `/_control`: state and faults for people and for tests in other processes. JSON in, JSON out, no credentials: the
/// simulator listens on loopback only, guards nothing real, and refuses requests that a page in a browser makes.
struct ControlRoutes: Sendable {
    let parts: SimulatorParts

    /// What `GET /_control` teaches.
    static let commands: [(String, String)] = [
        ("GET /_control/state", "counts, settings, faults, players, cards, the clock"),
        ("GET /_control/settings", "the switches"),
        ("PATCH /_control/settings", "changes the switches that the body names"),
        ("GET /_control/faults", "armed faults and how many requests are held"),
        (
            "POST /_control/faults",
            "arms {kind, path?, method?, count?, skip?}; kinds: status {status, retryAfter?}, delayBefore "
                + "{milliseconds}, delayAfter {milliseconds}, hang, hangAfter, close, loseAnswer, closeMidBody, "
                + "halfClose, garbage, large {bytes?}"
        ),
        ("DELETE /_control/faults", "disarms all and lets go of held requests"),
        ("DELETE /_control/faults/{id}", "disarms one"),
        ("GET /_control/requests?path=&method=", "what clients sent, secrets included"),
        ("DELETE /_control/requests", "forgets it"),
        ("GET /_control/clock", "the time it goes by"),
        ("POST /_control/clock", "{advanceSeconds}: moves it"),
        ("GET /_control/clients", "registered applications"),
        ("POST /_control/clients", "registers {id, secret?, name?, redirectURIs, scopes?, deviceGrant?}"),
        ("GET /_control/secrets", "every token, code, verifier and client secret so far"),
        ("POST /_control/tokens/end-access", "makes all access tokens useless: the API answers 401"),
        ("POST /_control/tokens/end-logins", "makes all refresh tokens useless: invalid_grant"),
        ("GET /_control/players/{deviceId}", "config, shortcuts, commands and playback of a player"),
        ("PATCH /_control/players/{deviceId}", "{online}"),
        ("POST /_control/players/{deviceId}/actions", "{action: insert {card} | remove | press | turn {steps}}"),
        ("GET /_control/mqtt", "address, connections and what clients did at the doors"),
        ("POST /_control/mqtt/cut", "cuts every MQTT connection, as a failing network does"),
        ("POST /_control/mqtt/restart", "kills the broker and starts it again"),
        ("PATCH /_control/mqtt/doors", "{wss?: bool, mqtts?: bool}: shuts doors or opens them"),
        ("GET /_control/cards/{cardId}", "a card as it was written last"),
    ]

    func add(to router: Router<SimulatorContext>) {
        let group = router.group("/_control")
        group.add(middleware: NoBrowsers())
        group.get { _, _ in Response.wire(overview) }
        group.get("state") { _, _ in try await state() }
        addSettings(to: group)
        addFaults(to: group)
        addRequests(to: group)
        addAccounts(to: group)
        addFamily(to: group)
        addNetwork(to: group)
    }

    private var overview: WireJSON {
        [
            "about": "Yoto simulator. Its state, and faults on demand.",
            "commands": .object(Dictionary(Self.commands.map { ($0.0, .string($0.1)) }) { _, last in last }),
            "environment": .object(
                SimulatorParts.environment(parts.configuration, base: parts.origin.base).mapValues(WireJSON.string)),
        ]
    }

    private func state() async throws -> Response {
        .wire([
            "counts": try WireJSON(encoding: await parts.authorization.counts),
            "requests": .int(parts.journal.count),
            "faultsMet": .int(parts.faults.met), "held": .int(parts.faults.held),
            "faults": .array(parts.faults.armed.map(\.fault.json)),
            "settings": try WireJSON(encoding: parts.settings.current),
            "now": .string(parts.configuration.clock.timestamp),
            "players": .array(await parts.family.players.map { .string($0.deviceID) }),
            "cards": .array(await parts.family.cardIDs.map { .string($0) }),
        ])
    }

    private func addSettings(to group: RouterGroup<SimulatorContext>) {
        group.get("settings") { _, _ in Response.wire(try WireJSON(encoding: parts.settings.current)) }
        group.patch("settings") { request, _ in
            let changes = try await ControlBody.json(request)
            var settings = try WireJSON(encoding: parts.settings.current)
            let known = Set(try WireJSON(encoding: SimulatorSettings.everyKey).members?.keys.map { $0 } ?? [])
            for (key, value) in changes.members ?? [:] {
                guard known.contains(key) else { throw CloudError.badRequest("unknown setting \(key)") }
                settings[key] = value
            }
            guard let changed = try? JSONDecoder().decode(SimulatorSettings.self, from: settings.data) else {
                throw CloudError.badRequest("a setting has the wrong type")
            }
            parts.settings.update { $0 = changed }
            return Response.wire(try WireJSON(encoding: changed))
        }
        group.get("clock") { _, _ in Response.wire(["now": .string(parts.configuration.clock.timestamp)]) }
        group.post("clock") { request, _ in
            guard let seconds = try await ControlBody.json(request)["advanceSeconds"]?.number, abs(seconds) < 1e10
            else { throw CloudError.badRequest("advanceSeconds must be a number") }
            parts.configuration.clock.advance(by: .seconds(seconds))
            return Response.wire(["now": .string(parts.configuration.clock.timestamp)])
        }
    }

    private func addFaults(to group: RouterGroup<SimulatorContext>) {
        group.get("faults") { _, _ in
            let armed = parts.faults.armed.map { id, fault in
                var json = fault.json
                json["id"] = .int(id)
                return json
            }
            return Response.wire(["faults": .array(armed), "held": .int(parts.faults.held)])
        }
        group.post("faults") { request, _ in
            let fault = try SimulatorFault(json: try await ControlBody.json(request))
            return Response.wire(["id": .int(parts.faults.arm(fault))], status: .created)
        }
        group.delete("faults") { _, _ in
            parts.faults.clearAll()
            return Response(status: .noContent)
        }
        group.delete("faults/:id") { _, context in
            guard let id = context.parameters.get("id", as: Int.self), parts.faults.clear(id) else {
                throw CloudError.notFound("no such fault")
            }
            return Response(status: .noContent)
        }
    }

    private func addRequests(to group: RouterGroup<SimulatorContext>) {
        group.get("requests") { request, _ in
            let query = try request.queryFields()
            let requests = parts.journal.requests(to: query["path"] ?? "", method: query["method"])
            return Response.wire(["requests": .array(requests.map(\.json)), "count": .int(parts.journal.count)])
        }
        group.delete("requests") { _, _ in
            parts.journal.clear()
            return Response(status: .noContent)
        }
    }
}
