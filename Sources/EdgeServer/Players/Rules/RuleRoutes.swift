import Core
import HTTPTypes
import Hummingbird

/// `/api/rules`: the household's rules. Everybody may look, members may change.
struct RuleRoutes: Sendable {
    let rules: RuleService

    private struct List: Encodable {
        var rules: [Rule]
        /// A rule to start from; it is not kept.
        var example = Rule.bedtime(id: "")
    }

    /// A rule as it is sent.
    private struct Body: Decodable {
        var name: String
        var isEnabled: Bool?
        var player: String?
        var when: Rule.Trigger
        var then: [Rule.Action]

        func rule(id: String) -> Rule {
            Rule(id: id, name: name, isEnabled: isEnabled ?? true, player: player, when: when, then: then)
        }
    }

    func add(to table: RouteTable) {
        table.read("/api/rules", for: .listener) { _, _ in try .json(List(rules: try await rules.all())) }
        table.add(.post, "/api/rules", for: .member) { request, _ in
            try .json(try await rules.save(try await request.json(Body.self).rule(id: "")), status: .created)
        }
        table.add(.put, "/api/rules/:id", for: .member) { request, context in
            let id = try await known(context)
            return try .json(try await rules.save(try await request.json(Body.self).rule(id: id)))
        }
        table.add(.delete, "/api/rules/:id", for: .member) { _, context in
            try await rules.delete(context.parameters.get("id") ?? "")
            return Response(status: .noContent)
        }
    }

    private func known(_ context: EdgeRequestContext) async throws -> String {
        guard let id = context.parameters.get("id"), try await rules.all().contains(where: { $0.id == id }) else {
            throw Problem(.notFound, "There is no rule of this id.")
        }
        return id
    }
}
